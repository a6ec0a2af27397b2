package dev.vestige.logsql.pipe;

import java.util.List;

/// `copy a as b, x* as y*`: from left to right, each target gets the value of its source; the
/// source stays. A missing source empties the target.
public record CopyPipe(List<FieldMapping> mappings) implements Pipe {
  public CopyPipe {
    mappings = List.copyOf(mappings);
  }
}
