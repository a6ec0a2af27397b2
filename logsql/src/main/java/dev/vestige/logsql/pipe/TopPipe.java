package dev.vestige.logsql.pipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `top n by (a, b) hits as h rank as r`: the tuples with the most rows, by hits descending, then
/// by value. A missing value counts like any other.
///
/// @param count how many tuples; the default is 10
/// @param by one or more fields
/// @param hitsField the column of the number of rows; differs from the `by` fields
/// @param rankField the column of the place, 1 for the first; differs from the `by` fields; null
///   when not asked for
public record TopPipe(long count, List<String> by, String hitsField, @Nullable String rankField)
    implements Pipe {
  public static final long DEFAULT_COUNT = 10;
  public static final String DEFAULT_HITS = "hits";

  public TopPipe {
    by = List.copyOf(by);
  }
}
