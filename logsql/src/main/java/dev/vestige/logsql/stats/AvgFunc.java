package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `avg(f, ...)`: the mean of all numbers in the fields; NaN without any.
public record AvgFunc(List<FieldPattern> fields) implements StatsFunc {
  public AvgFunc {
    fields = List.copyOf(fields);
  }
}
