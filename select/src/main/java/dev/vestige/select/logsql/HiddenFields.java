package dev.vestige.select.logsql;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.select.request.JsonAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads `hidden_fields_filters`: names of fields, or prefixes with a `*`, that answers must not
/// show, as a JSON list or with commas between them.
final class HiddenFields {
  private static final String ARGUMENT = "hidden_fields_filters";

  private HiddenFields() {}

  static List<FieldPattern> of(Exchange exchange) {
    List<FieldPattern> patterns = new ArrayList<>();
    for (String text : exchange.arguments(ARGUMENT)) {
      for (String name : text.startsWith("[") ? list(text) : List.of(text.split(",", -1))) {
        if (!name.isBlank()) {
          patterns.add(pattern(name.strip()));
        }
      }
    }
    return patterns;
  }

  private static FieldPattern pattern(String name) {
    return name.endsWith("*")
        ? FieldPattern.startingWith(name.substring(0, name.length() - 1))
        : FieldPattern.exactly(name);
  }

  private static List<String> list(String text) {
    List<String> names = new ArrayList<>();
    try (JsonParser json = JsonAnswer.factory().createParser(text)) {
      json.nextToken();
      JsonToken token;
      while ((token = json.nextToken()) == JsonToken.VALUE_STRING) {
        names.add(json.getText());
      }
      if (token == JsonToken.END_ARRAY && json.nextToken() == null) {
        return names;
      }
    } catch (IOException _) {
      // Told below.
    }
    throw VestigeException.invalidInput(
        "cannot read the argument `%s`: expected names with commas or a JSON list, found `%s`"
            .formatted(ARGUMENT, text));
  }
}
