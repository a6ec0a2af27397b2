package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `row_max(by, f, ...)`: a JSON object of the non-empty fields of the row with the largest value
/// of `by` in mixed order; rows without that field do not count; `{}` without rows.
///
/// @param fields what the object holds; all fields when the query lists none
public record RowMaxFunc(String by, List<FieldPattern> fields) implements StatsFunc {
  public RowMaxFunc {
    fields = List.copyOf(fields);
  }
}
