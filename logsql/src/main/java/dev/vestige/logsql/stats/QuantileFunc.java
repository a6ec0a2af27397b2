package dev.vestige.logsql.stats;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `quantile(phi, f, ...)`: the value at index `floor(phi * n)`, clamped, of all values in mixed
/// order, as text; a missing field counts as the empty text; empty without rows. 0 and 1 give the
/// smallest and the largest value.
///
/// @param phi 0 to 1
/// @param phiText as written; the default name of the result shows it
public record QuantileFunc(double phi, String phiText, List<FieldPattern> fields)
    implements StatsFunc {
  public QuantileFunc {
    fields = List.copyOf(fields);
  }
}
