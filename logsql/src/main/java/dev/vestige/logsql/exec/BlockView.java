package dev.vestige.logsql.exec;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;
import java.util.List;

/// Rows on their way through a query: a stored block or one that a pipe computed, so that every
/// filter and pipe is written once. Only the rows of [#selection()] count. Confined to one worker
/// and valid until the stage that got it returns.
public interface BlockView {
  /// Rows of every column, selected or not.
  int rows();

  /// The rows that are still in; the receiver must not change it.
  Bitmap selection();

  /// The column of a field; a constant empty one when no row has it. Decoded on first use and kept
  /// for the life of the view.
  ColumnVector column(String field);

  /// The fields that some row may have, in the order they are printed. A field may turn out to be
  /// empty.
  List<String> fields();

  /// The same block for who looks at some of the selected rows only: what stands in other rows of
  /// its columns means nothing.
  default BlockView only(Bitmap rows) {
    return this;
  }

  /// What is known of the column of a field without reading it.
  default ColumnSummary summary(String field) {
    return ColumnSummary.UNKNOWN;
  }

  /// Whether a pipe gave these rows the field: then they have it, if only with empty values.
  default boolean isGiven(String field) {
    return false;
  }

  /// For how many stored rows each row stands; empty when each stands for itself. Only the first
  /// stage of a query that counts meets others: see [dev.vestige.storage.Block#weights()].
  default int[] weights() {
    return new int[0];
  }
}
