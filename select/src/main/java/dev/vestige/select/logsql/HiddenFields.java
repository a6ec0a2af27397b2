package dev.vestige.select.logsql;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.analyze.FieldHiding;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.storage.Streams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads `hidden_fields_filters`: names of fields, or prefixes with a `*`, that neither answers nor
/// filters may see, as a JSON list or with commas between them. The text of a stream shows its
/// labels, so it goes with the span name and the service name.
final class HiddenFields {
  private static final String ARGUMENT = "hidden_fields_filters";
  private static final List<String> LABELS = List.of(Streams.NAME_FIELD, Streams.SERVICE_FIELD);

  private HiddenFields() {}

  static FieldHiding of(Exchange exchange) {
    List<FieldPattern> patterns = new ArrayList<>();
    for (String text : exchange.arguments(ARGUMENT)) {
      for (String name : text.startsWith("[") ? list(text) : List.of(text.split(",", -1))) {
        if (!name.isBlank()) {
          patterns.add(pattern(name.strip()));
        }
      }
    }
    FieldHiding hiding = new FieldHiding(patterns);
    if (LABELS.stream().anyMatch(hiding::hides)) {
      patterns.add(FieldPattern.exactly(FieldNames.STREAM));
    }
    return new FieldHiding(patterns);
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
