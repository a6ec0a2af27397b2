package dev.vestige.logsql.pipe;

import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.filter.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `unpack_json if (...) from field fields (a, b*) result_prefix p`: the members of the JSON object
/// in the value become fields; names of nested members are joined by dots.
///
/// @param fields which members, by their names without the prefix
/// @param resultPrefix put in front of the names; may be empty
public record UnpackJsonPipe(
    @Nullable Filter condition,
    String from,
    List<FieldPattern> fields,
    String resultPrefix,
    WriteMode mode)
    implements Pipe {
  public UnpackJsonPipe {
    fields = List.copyOf(fields);
  }
}
