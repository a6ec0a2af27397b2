package dev.vestige.select.insight;

import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.FacetsPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.StatsOutput;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.stats.CountFunc;
import dev.vestige.logsql.stats.StatsItem;
import dev.vestige.select.logsql.AskedQuery;
import dev.vestige.select.logsql.WholeAnswers;
import dev.vestige.select.request.Completeness;
import dev.vestige.select.request.NumberArguments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `/select/traces/api/differences`: what is different about some of the spans of a query. For each
/// value of each field, the share of the selected spans that have it against the share of the
/// others; the largest differences first. Thread-safe.
final class DifferencesEndpoint implements Endpoint {
  private static final int DEFAULT_LIMIT = 50;

  /// Fields with more values than that say who a span is, not what it is like.
  private static final int VALUES_PER_FIELD_MAX = 1000;

  private static final int VALUE_BYTES_MAX = 256;

  /// Each span has its own.
  private static final Set<String> NOT_COMPARED =
      Set.of(
          "_time",
          "_msg",
          "_stream_id",
          "trace_id",
          "span_id",
          "parent_span_id",
          "start_time_unix_nano",
          "end_time_unix_nano",
          "duration");

  private final WholeAnswers answers;

  DifferencesEndpoint(WholeAnswers answers) {
    this.answers = answers;
  }

  /// A value of a field.
  private record Value(String field, String text) {}

  /// How often the values come up in some spans.
  private record Profile(long spans, Map<Value, Long> hits) {
    double share(Value value) {
      return spans == 0 ? 0 : (double) hits.getOrDefault(value, 0L) / spans;
    }
  }

  /// A value with its shares.
  private record Difference(Value value, double selected, double others) {
    double size() {
      return Math.abs(selected - others);
    }
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    AskedQuery asked = answers.read(exchange);
    String text = exchange.argument("selection").orElse("");
    if (text.isBlank()) {
      throw VestigeException.invalidInput(
          "the argument `selection` is missing: a filter that picks some spans of the query");
    }
    Filter selection =
        asked.hidden().filter(LogsQl.parseFilter(text, ParseOptions.at(asked.timeNanos())));
    long limit = NumberArguments.number(exchange, "limit", DEFAULT_LIMIT);
    Profile selected = profile(exchange, asked, selection);
    Profile others = profile(exchange, asked, Filter.not(selection));
    List<Difference> differences = differences(selected, others);
    List<Difference> shown =
        limit > 0 && differences.size() > limit ? differences.subList(0, (int) limit) : differences;
    WholeAnswers.send(
        exchange,
        json -> {
          json.writeStartObject();
          Completeness.write(json);
          json.writeNumberField("selectedSpans", selected.spans());
          json.writeNumberField("otherSpans", others.spans());
          json.writeArrayFieldStart("differences");
          for (Difference difference : shown) {
            json.writeStartObject();
            json.writeStringField("field", difference.value().field());
            json.writeStringField("value", difference.value().text());
            json.writeNumberField("selectedShare", difference.selected());
            json.writeNumberField("otherShare", difference.others());
            json.writeNumberField("difference", difference.selected() - difference.others());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private Profile profile(Exchange exchange, AskedQuery asked, Filter part) {
    FacetsPipe facets =
        new FacetsPipe(VALUES_PER_FIELD_MAX, VALUES_PER_FIELD_MAX, VALUE_BYTES_MAX, true);
    Map<Value, Long> hits = new HashMap<>();
    List<String> columns = List.of("field_name", "field_value", "hits");
    for (List<String> row : answers.rows(exchange, asked, query(asked, part, facets), columns)) {
      if (!NOT_COMPARED.contains(row.getFirst())) {
        hits.put(new Value(row.getFirst(), row.get(1)), WholeAnswers.number(row.getLast()));
      }
    }
    StatsItem count = new StatsItem(new CountFunc(List.of(FieldPattern.ALL)), null, "spans");
    StatsPipe counting = new StatsPipe(List.of(), List.of(count), StatsOutput.RESULTS);
    List<List<String>> total =
        answers.rows(exchange, asked, query(asked, part, counting), List.of("spans"));
    return new Profile(WholeAnswers.number(total.getFirst().getFirst()), hits);
  }

  private static Query query(AskedQuery asked, Filter part, Pipe pipe) {
    Query whole = asked.with(pipe);
    return new Query(whole.options(), Filter.and(List.of(whole.filter(), part)), whole.pipes());
  }

  private static List<Difference> differences(Profile selected, Profile others) {
    List<Difference> differences = new ArrayList<>();
    for (Value value : selected.hits().keySet()) {
      differences.add(new Difference(value, selected.share(value), others.share(value)));
    }
    for (Value value : others.hits().keySet()) {
      if (!selected.hits().containsKey(value)) {
        differences.add(new Difference(value, 0, others.share(value)));
      }
    }
    differences.removeIf(difference -> difference.size() == 0);
    differences.sort((a, b) -> {
      int bySize = Double.compare(b.size(), a.size());
      int byField = bySize != 0 ? bySize : a.value().field().compareTo(b.value().field());
      return byField != 0 ? byField : a.value().text().compareTo(b.value().text());
    });
    return differences;
  }
}
