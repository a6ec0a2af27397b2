package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `json_values(f, ...) limit n`: a JSON array with one JSON object per row, holding the non-empty
/// fields.
///
/// @param limit counting or collecting stops there; 0 for no limit
public record JsonValuesFunc(List<FieldPattern> fields, long limit) implements StatsFunc {
  public JsonValuesFunc {
    fields = List.copyOf(fields);
  }
}
