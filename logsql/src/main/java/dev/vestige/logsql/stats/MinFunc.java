package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `min(f, ...)`: the smallest value in mixed order, as text; a missing field counts as the empty
/// text; empty without rows.
public record MinFunc(List<FieldPattern> fields) implements StatsFunc {
  public MinFunc {
    fields = List.copyOf(fields);
  }
}
