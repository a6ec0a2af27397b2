package dev.vestige.select.jaeger;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.filter.RegexpFilter;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.select.trace.SpanKind;
import dev.vestige.storage.AttributeScope;
import dev.vestige.storage.ValueText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns the tags of a search, a JSON object, into filters: each a value that the span must have. A
/// value that begins with `~` is a regular expression.
final class TagFilters {
  private static final String EMPTY_ATTRIBUTE = "-";

  private TagFilters() {}

  /// @param name of the argument, for messages
  static List<Filter> parse(String name, String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    try (JsonParser json = JsonAnswer.factory().createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw unreadable(name, text, "it is no object", null);
      }
      List<Filter> filters = new ArrayList<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        filters.add(filter(key, value(name, text, json)));
      }
      if (json.nextToken() != null) {
        throw unreadable(name, text, "something stands behind the object", null);
      }
      return filters;
    } catch (JsonProcessingException e) {
      throw unreadable(name, text, JsonAnswer.problem(e), e);
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, "cannot read the argument `" + name + "`", e);
    }
  }

  private static VestigeException unreadable(
      String name, String text, String why, @Nullable Throwable cause) {
    return new VestigeException(
        ErrorKind.INVALID_INPUT,
        "cannot read the argument `%s`: expected a JSON object of tags, found `%s`: %s"
            .formatted(name, text, why),
        cause);
  }

  private static String value(String name, String text, JsonParser json) throws IOException {
    return switch (json.nextToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_TRUE, VALUE_FALSE -> json.getText();
      case VALUE_NUMBER_FLOAT -> {
        ByteSink number = new ByteSink();
        ValueText.appendDouble(json.getDoubleValue(), number);
        yield number.slice().toString();
      }
      case VALUE_NULL -> "";
      case null, default ->
          throw unreadable(name, text, "a tag is a text, a number or a boolean", null);
    };
  }

  /// One tag, `key:value`.
  static Filter pair(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0) {
      throw VestigeException.invalidInput(
          "cannot read the argument `tag`: expected key:value, found `" + text + "`");
    }
    return filter(text.substring(0, colon), text.substring(colon + 1));
  }

  static Filter filter(String key, String value) {
    return switch (key) {
      case "error" ->
          new ExactFilter(
              "status_code",
              switch (value) {
                case "true" -> "2";
                case "false" -> "1";
                case "unset" -> "0";
                default -> value;
              });
      case "span.kind" ->
          new ExactFilter("kind", SpanKind.of(value).map(String::valueOf).orElse(value));
      case "otel.status_description" -> text("status_message", value);
      case "w3c.tracestate" -> text("trace_state", value);
      case "otel.scope.name" -> text("scope_name", value);
      case "otel.scope.version" -> text("scope_version", value);
      default -> text(isField(key) ? key : AttributeScope.SPAN.prefix() + key, value);
    };
  }

  private static boolean isField(String key) {
    return key.startsWith(AttributeScope.RESOURCE.prefix())
        || key.startsWith(AttributeScope.SCOPE.prefix());
  }

  private static Filter text(String field, String value) {
    if (value.startsWith("~")) {
      return new RegexpFilter(field, value.substring(1));
    }
    // An attribute that came with an empty value shows as a dash.
    return value.isEmpty()
        ? new InFilter(field, new ListedValues(List.of("", EMPTY_ATTRIBUTE)))
        : new ExactFilter(field, value);
  }
}
