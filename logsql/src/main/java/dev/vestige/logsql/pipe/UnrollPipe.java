package dev.vestige.logsql.pipe;

import dev.vestige.logsql.filter.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `unroll if (...) by (a, b)`: one row per element of the JSON arrays in the fields, in parallel,
/// shorter arrays padded with empty values. A row without any array gives one row with empty
/// values.
///
/// @param by one or more fields
public record UnrollPipe(@Nullable Filter condition, List<String> by) implements Pipe {
  public UnrollPipe {
    by = List.copyOf(by);
  }
}
