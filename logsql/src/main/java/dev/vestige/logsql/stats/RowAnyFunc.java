package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `row_any(f, ...)`: a JSON object of the non-empty fields of some row of the group; `{}` without
/// rows.
public record RowAnyFunc(List<FieldPattern> fields) implements StatsFunc {
  public RowAnyFunc {
    fields = List.copyOf(fields);
  }
}
