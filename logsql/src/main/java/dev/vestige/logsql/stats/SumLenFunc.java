package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `sum_len(f, ...)`: the sum of the lengths of all values in bytes of UTF-8.
public record SumLenFunc(List<FieldPattern> fields) implements StatsFunc {
  public SumLenFunc {
    fields = List.copyOf(fields);
  }
}
