package dev.vestige.select.logsql;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.pipe.ByField;
import dev.vestige.logsql.pipe.ResultNames;
import dev.vestige.logsql.pipe.StatsOutput;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.pipe.TopPipe;
import dev.vestige.logsql.stats.CountFunc;
import dev.vestige.logsql.stats.StatsItem;
import dev.vestige.select.request.Completeness;
import dev.vestige.select.request.NumberArguments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `/select/logsql/hits`: how many rows each interval of time has, for each distinct set of values
/// of the fields that the request names. Thread-safe.
final class HitsEndpoint implements Endpoint {
  private final WholeAnswers answers;

  HitsEndpoint(WholeAnswers answers) {
    this.answers = answers;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    AskedQuery asked = answers.read(exchange);
    long seriesMax = NumberArguments.number(exchange, "fields_limit", 0);
    List<String> fields =
        exchange.arguments("field").stream()
            .filter(field -> !field.isEmpty() && !field.equals(FieldNames.TIME))
            .distinct()
            .toList();
    List<ByField> by = new ArrayList<>(List.of(StepArguments.timeBucket(exchange)));
    fields.forEach(field -> by.add(new ByField(field, null)));
    List<String> columns = new ArrayList<>(fields);
    columns.add(FieldNames.TIME);
    String hits = ResultNames.distinctFrom(TopPipe.DEFAULT_HITS, columns);
    columns.add(hits);
    StatsItem count = new StatsItem(new CountFunc(List.of(FieldPattern.ALL)), null, hits);
    List<List<String>> rows =
        answers.rows(
            exchange,
            asked,
            asked.with(new StatsPipe(by, List.of(count), StatsOutput.RESULTS)),
            columns);
    List<Series> series = limited(series(fields, rows), seriesMax);
    WholeAnswers.send(exchange, json -> write(json, series));
  }

  /// The rows of one set of labels by interval.
  private record Series(Map<String, String> labels, Map<String, Long> counts) {
    long total() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    void add(String time, long count) {
      counts.merge(time, count, Long::sum);
    }

    /// By what is written of the labels.
    static int compareLabels(Series a, Series b) {
      return a.labels.toString().compareTo(b.labels.toString());
    }
  }

  private static List<Series> series(List<String> fields, List<List<String>> rows) {
    Map<List<String>, Series> byLabels = new LinkedHashMap<>();
    for (List<String> row : rows) {
      List<String> values = row.subList(0, fields.size());
      Series series =
          byLabels.computeIfAbsent(
              values, _ -> new Series(labels(fields, values), new TreeMap<>()));
      series.add(row.get(fields.size()), WholeAnswers.number(row.getLast()));
    }
    List<Series> sorted = new ArrayList<>(byLabels.values());
    sorted.sort(Series::compareLabels);
    return sorted;
  }

  private static Map<String, String> labels(List<String> fields, List<String> values) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      labels.put(fields.get(i), values.get(i));
    }
    return labels;
  }

  /// The series with the most rows; the others become one without labels.
  private static List<Series> limited(List<Series> all, long seriesMax) {
    if (seriesMax <= 0 || all.size() <= seriesMax) {
      return all;
    }
    List<Series> byTotal = new ArrayList<>(all);
    byTotal.sort(Comparator.comparingLong(Series::total).reversed());
    List<Series> kept = new ArrayList<>(byTotal.subList(0, (int) seriesMax));
    kept.sort(Series::compareLabels);
    Series rest = new Series(Map.of(), new TreeMap<>());
    byTotal
        .subList((int) seriesMax, byTotal.size())
        .forEach(series -> series.counts().forEach(rest::add));
    kept.add(rest);
    return kept;
  }

  private static void write(JsonGenerator json, List<Series> all) throws IOException {
    json.writeStartObject();
    Completeness.write(json);
    json.writeArrayFieldStart("hits");
    for (Series series : all) {
      json.writeStartObject();
      json.writeObjectFieldStart("fields");
      for (Map.Entry<String, String> label : series.labels().entrySet()) {
        json.writeStringField(label.getKey(), label.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("timestamps");
      for (String time : series.counts().keySet()) {
        json.writeString(time);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("values");
      for (long count : series.counts().values()) {
        json.writeNumber(count);
      }
      json.writeEndArray();
      json.writeNumberField("total", series.total());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
