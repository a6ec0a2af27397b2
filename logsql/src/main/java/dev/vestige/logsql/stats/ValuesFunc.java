package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `values(f, ...) limit n`: a JSON array of the values, empty ones too: all rows of the first
/// field, then of the second.
///
/// @param limit counting or collecting stops there; 0 for no limit
public record ValuesFunc(List<FieldPattern> fields, long limit) implements StatsFunc {
  public ValuesFunc {
    fields = List.copyOf(fields);
  }
}
