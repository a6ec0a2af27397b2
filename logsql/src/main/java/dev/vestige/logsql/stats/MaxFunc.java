package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `max(f, ...)`: the largest non-empty value in mixed order, as text; empty without rows.
public record MaxFunc(List<FieldPattern> fields) implements StatsFunc {
  public MaxFunc {
    fields = List.copyOf(fields);
  }
}
