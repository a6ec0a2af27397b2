package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `sum(f, ...)`: the sum of all numbers in the fields; NaN without any.
public record SumFunc(List<FieldPattern> fields) implements StatsFunc {
  public SumFunc {
    fields = List.copyOf(fields);
  }
}
