package dev.vestige.logsql.pipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `first n by (a, b desc) partition by (p) rank as r`: the first n sorted rows, of each group if
/// there are groups.
///
/// @param count at least 1; the default is 1
/// @param partitionBy empty for one group
/// @param rankField null when not asked for
public record FirstPipe(
    long count, List<SortField> by, List<String> partitionBy, @Nullable String rankField)
    implements Pipe {
  public FirstPipe {
    by = List.copyOf(by);
    partitionBy = List.copyOf(partitionBy);
  }

  /// The same as a sort.
  public SortPipe toSort() {
    return new SortPipe(by, Direction.ASCENDING, partitionBy, 0, count, rankField);
  }
}
