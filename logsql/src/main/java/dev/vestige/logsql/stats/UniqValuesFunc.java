package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `uniq_values(f, ...) limit n`: a JSON array of the distinct non-empty values of all fields, in
/// mixed order.
///
/// @param limit counting or collecting stops there; 0 for no limit
public record UniqValuesFunc(List<FieldPattern> fields, long limit) implements StatsFunc {
  public UniqValuesFunc {
    fields = List.copyOf(fields);
  }
}
