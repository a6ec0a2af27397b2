package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `count()`, `count(f, ...)`: rows with a value in at least one of the fields; `count(*)` counts
/// every row, even one without any value.
public record CountFunc(List<FieldPattern> fields) implements StatsFunc {
  public CountFunc {
    fields = List.copyOf(fields);
  }
}
