package dev.vestige.storage;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.Bitmap;
import java.util.List;

/// Up to [Limits#BLOCK_ROWS_MAX] rows of one tenant as LogsQL sees them. Columns are decoded when
/// asked for. Confined to the worker that visits it, valid during the visit only.
public interface Block {
  TenantId tenant();

  int rows();

  /// The rows that are in the search's time range and traces; a new bitmap that the caller may
  /// change.
  Bitmap selection();

  /// The smallest `_time` of all rows; no row lies before it.
  long minTimeNanos();

  long maxTimeNanos();

  /// The column of a field; a constant empty one when no row has it.
  ColumnVector column(String field);

  /// The fields that some row may have, in no order. A field may turn out to be empty.
  List<String> fields();

  /// False when surely no row has the word (a maximal run of letters, digits and `_`) in the field;
  /// decided from summaries, without reading the column.
  boolean mayContainWord(String field, ByteSlice word);
}
