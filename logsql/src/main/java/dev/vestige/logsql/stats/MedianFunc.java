package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `median(f, ...)`: [QuantileFunc] with phi 0.5.
public record MedianFunc(List<FieldPattern> fields) implements StatsFunc {
  public MedianFunc {
    fields = List.copyOf(fields);
  }
}
