package dev.vestige.logsql.pipe;

import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.filter.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `unpack_logfmt if (...) from field fields (a, b*) result_prefix p`: the `name=value` pairs in
/// the value become fields.
///
/// @param fields which pairs, by their names without the prefix
/// @param resultPrefix put in front of the names; may be empty
public record UnpackLogfmtPipe(
    @Nullable Filter condition,
    String from,
    List<FieldPattern> fields,
    String resultPrefix,
    WriteMode mode)
    implements Pipe {
  public UnpackLogfmtPipe {
    fields = List.copyOf(fields);
  }
}
