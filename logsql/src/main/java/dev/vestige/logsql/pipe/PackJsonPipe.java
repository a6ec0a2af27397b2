package dev.vestige.logsql.pipe;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `pack_json fields (a, b*) as result`: a JSON object of the non-empty fields.
public record PackJsonPipe(List<FieldPattern> fields, String resultField) implements Pipe {
  public PackJsonPipe {
    fields = List.copyOf(fields);
  }
}
