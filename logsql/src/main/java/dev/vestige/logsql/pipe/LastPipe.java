package dev.vestige.logsql.pipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `last n by (a, b desc) partition by (p) rank as r`: like [FirstPipe] with every direction
/// flipped, so the largest value has rank 1 and comes first.
///
/// @param count at least 1; the default is 1
/// @param by as written, not flipped
/// @param partitionBy empty for one group
/// @param rankField null when not asked for
public record LastPipe(
    long count, List<SortField> by, List<String> partitionBy, @Nullable String rankField)
    implements Pipe {
  public LastPipe {
    by = List.copyOf(by);
    partitionBy = List.copyOf(partitionBy);
  }

  /// The same as a sort, with flipped directions.
  public SortPipe toSort() {
    List<SortField> flipped = by.stream().map(SortField::reversed).toList();
    Direction wholeRows = by.isEmpty() ? Direction.DESCENDING : Direction.ASCENDING;
    return new SortPipe(flipped, wholeRows, partitionBy, 0, count, rankField);
  }
}
