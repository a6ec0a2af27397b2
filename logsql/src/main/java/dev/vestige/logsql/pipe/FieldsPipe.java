package dev.vestige.logsql.pipe;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `fields a, b*`: all other fields are gone from here on.
public record FieldsPipe(List<FieldPattern> fields) implements Pipe {
  public FieldsPipe {
    fields = List.copyOf(fields);
  }
}
