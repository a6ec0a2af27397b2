package dev.vestige.logsql.pipe;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;

/// `pack_logfmt fields (a, b*) as result`: the fields as `name=value` separated by blanks; a field
/// without a value is `name=`.
public record PackLogfmtPipe(List<FieldPattern> fields, String resultField) implements Pipe {
  public PackLogfmtPipe {
    fields = List.copyOf(fields);
  }
}
