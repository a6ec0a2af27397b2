package dev.vestige.select.logsql;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.filter.StreamFilter;
import dev.vestige.logsql.stream.LabelEquals;
import dev.vestige.logsql.stream.LabelIn;
import dev.vestige.select.request.JsonAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads `extra_filters` and `extra_stream_filters`: LogsQL, or a JSON object of fields and the
/// values they may have. All of them hold for every row that a request reads, in queries inside the
/// query, too.
final class ExtraFilters {
  private static final String JSON_START = "{\"";

  private ExtraFilters() {}

  static Filter of(Exchange exchange, ParseOptions options) {
    List<Filter> filters = new ArrayList<>();
    for (String text : exchange.arguments("extra_filters")) {
      add("extra_filters", text, options, ExtraFilters::fieldIn, filters);
    }
    for (String text : exchange.arguments("extra_stream_filters")) {
      add("extra_stream_filters", text, options, ExtraFilters::labelIn, filters);
    }
    return Filter.and(filters);
  }

  /// Makes a filter of a name and the values it may have.
  private interface ValueFilter {
    Filter of(String name, List<String> values);
  }

  private static Filter fieldIn(String name, List<String> values) {
    return values.size() == 1
        ? new ExactFilter(name, values.getFirst())
        : new InFilter(name, new ListedValues(values));
  }

  private static Filter labelIn(String name, List<String> values) {
    return new StreamFilter(
        values.size() == 1 ? new LabelEquals(name, values.getFirst()) : new LabelIn(name, values));
  }

  private static void add(
      String argument, String text, ParseOptions options, ValueFilter made, List<Filter> filters) {
    if (text.isEmpty()) {
      return;
    }
    if (text.startsWith(JSON_START)) {
      addJson(argument, text, made, filters);
    } else if (!text.equals("{}")) {
      filters.add(parsed(argument, text, options));
    }
  }

  private static Filter parsed(String argument, String text, ParseOptions options) {
    try {
      return LogsQl.parseFilter(text, options);
    } catch (VestigeException e) {
      throw new VestigeException(
          e.kind(), "reading the argument `" + argument + "`: " + e.getMessage(), e);
    }
  }

  private static void addJson(
      String argument, String text, ValueFilter made, List<Filter> filters) {
    try (JsonParser json = JsonAnswer.factory().createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        filters.add(made.of(name, values(argument, text, json)));
      }
      if (json.nextToken() != null) {
        throw unreadable(argument, text, "something stands behind the object");
      }
    } catch (JsonProcessingException e) {
      throw unreadable(argument, text, JsonAnswer.problem(e));
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, "cannot read the argument " + argument, e);
    }
  }

  private static List<String> values(String argument, String text, JsonParser json)
      throws IOException {
    JsonToken token = json.nextToken();
    if (token == JsonToken.VALUE_STRING) {
      return List.of(json.getText());
    }
    if (token != JsonToken.START_ARRAY) {
      throw unreadable(argument, text, "a value is a text or a list of texts");
    }
    List<String> values = new ArrayList<>();
    while ((token = json.nextToken()) == JsonToken.VALUE_STRING) {
      values.add(json.getText());
    }
    if (token != JsonToken.END_ARRAY || values.isEmpty()) {
      throw unreadable(argument, text, "a list holds one or more texts");
    }
    return values;
  }

  private static VestigeException unreadable(String argument, String text, String why) {
    return VestigeException.invalidInput(
        "cannot read the argument `%s`: expected LogsQL or a JSON object of texts, found `%s`: %s"
            .formatted(argument, text, why));
  }
}
