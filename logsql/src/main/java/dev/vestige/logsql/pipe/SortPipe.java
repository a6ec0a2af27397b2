package dev.vestige.logsql.pipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `sort by (a, b desc) partition by (p) offset o limit l rank as r`.
///
/// @param by the effective directions: a `desc` behind the whole list has flipped each
/// @param wholeRows the direction when `by` is empty and rows are compared by all their fields;
///   ascending otherwise
/// @param partitionBy offset, limit and rank apply to each group of rows with equal values of these
///   fields; empty for one group; a limit is then given
/// @param offset how many sorted rows to skip
/// @param limit how many rows to return behind the offset; 0 for all
/// @param rankField gets the place in the sorted rows, 1 + offset for the first one returned; null
///   when not asked for
public record SortPipe(
    List<SortField> by,
    Direction wholeRows,
    List<String> partitionBy,
    long offset,
    long limit,
    @Nullable String rankField)
    implements Pipe {
  public static final String DEFAULT_RANK = "rank";

  public SortPipe {
    by = List.copyOf(by);
    partitionBy = List.copyOf(partitionBy);
  }
}
