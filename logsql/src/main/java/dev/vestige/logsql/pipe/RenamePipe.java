package dev.vestige.logsql.pipe;

import java.util.List;

/// `rename a as b, x* as y*`: from left to right, each source gets a new name and replaces the
/// field that had it. A missing source empties the target.
public record RenamePipe(List<FieldMapping> mappings) implements Pipe {
  public RenamePipe {
    mappings = List.copyOf(mappings);
  }
}
