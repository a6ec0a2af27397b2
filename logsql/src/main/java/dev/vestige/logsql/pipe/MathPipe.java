package dev.vestige.logsql.pipe;

import dev.vestige.logsql.math.MathAssignment;
import java.util.List;

/// `math expr as name, ...`: computes from left to right. Results print as the shortest decimal
/// without an exponent; `NaN`, `+Inf`, `-Inf` otherwise.
public record MathPipe(List<MathAssignment> assignments) implements Pipe {
  public MathPipe {
    assignments = List.copyOf(assignments);
  }
}
