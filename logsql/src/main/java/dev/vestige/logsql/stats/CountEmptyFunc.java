package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `count_empty(f, ...)`: rows without a value in any of the fields.
public record CountEmptyFunc(List<FieldPattern> fields) implements StatsFunc {
  public CountEmptyFunc {
    fields = List.copyOf(fields);
  }
}
