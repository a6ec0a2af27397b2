package dev.vestige.storage;

import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.Bitmap;
import java.util.List;
import java.util.Optional;

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

  /// The same block for who looks at some of the selected rows only. What stands in other rows of
  /// its columns means nothing; where rows are few, that saves most of the decoding.
  default Block only(Bitmap rows) {
    return this;
  }

  /// What is known of the column of a field without reading it.
  default ColumnSummary summary(String field) {
    return ColumnSummary.UNKNOWN;
  }

  /// Some of the selected rows as a block of their own, in the same order, where they are so few
  /// that their columns are cheaper to read this way. Valid as long as this block.
  default Optional<Block> gather(Bitmap rows) {
    return Optional.empty();
  }

  /// For how many rows each row stands; empty when each stands for itself, as it does in every
  /// block but those of [CountedPart#counted]. Not to be changed.
  default int[] weights() {
    return new int[0];
  }
}
