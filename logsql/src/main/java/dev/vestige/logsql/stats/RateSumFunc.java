package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `rate_sum(f, ...)`: [SumFunc] divided like [RateFunc].
public record RateSumFunc(List<FieldPattern> fields) implements StatsFunc {
  public RateSumFunc {
    fields = List.copyOf(fields);
  }
}
