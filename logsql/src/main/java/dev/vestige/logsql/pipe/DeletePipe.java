package dev.vestige.logsql.pipe;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `delete a, b*`: the named fields are empty from here on.
public record DeletePipe(List<FieldPattern> fields) implements Pipe {
  public DeletePipe {
    fields = List.copyOf(fields);
  }
}
