package dev.vestige.select.logsql;

import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.exec.value.NaturalOrder;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.pipe.FieldNamesPipe;
import dev.vestige.logsql.pipe.FieldValuesPipe;
import dev.vestige.select.request.Completeness;
import dev.vestige.select.request.NumberArguments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Names and values of fields and streams with the number of rows that have them. They look at the
/// stored rows that the query's filter picks; its pipes do not count. Thread-safe.
final class ValueEndpoints {
  private final WholeAnswers answers;

  ValueEndpoints(WholeAnswers answers) {
    this.answers = answers;
  }

  /// A value and the number of its rows.
  private record Hits(String value, long count) {
    static final Comparator<Hits> ORDER =
        Comparator.comparingLong(Hits::count).reversed().thenComparing(Hits::compareValues);

    private static int compareValues(Hits a, Hits b) {
      byte[] left = a.value.getBytes(StandardCharsets.UTF_8);
      byte[] right = b.value.getBytes(StandardCharsets.UTF_8);
      return NaturalOrder.compare(left, 0, left.length, right, 0, right.length);
    }
  }

  /// `/field_names`: the names of fields.
  void fieldNames(Exchange exchange) throws IOException {
    AskedQuery asked = answers.read(exchange);
    String name = FieldNamesPipe.DEFAULT_RESULT;
    List<List<String>> rows =
        answers.rows(exchange, asked, asked.with(new FieldNamesPipe(name)), List.of(name, "hits"));
    send(exchange, hits(rows), 0);
  }

  /// `/field_values`: the values of the field of the argument `field`.
  void fieldValues(Exchange exchange) throws IOException {
    values(exchange, requiredField(exchange));
  }

  /// `/streams`: the texts of the streams.
  void streams(Exchange exchange) throws IOException {
    values(exchange, FieldNames.STREAM);
  }

  /// `/stream_ids`: the ids of the streams.
  void streamIds(Exchange exchange) throws IOException {
    values(exchange, FieldNames.STREAM_ID);
  }

  private void values(Exchange exchange, String field) throws IOException {
    AskedQuery asked = answers.read(exchange);
    long limit = limit(exchange);
    boolean isFiltered = !filter(exchange).isEmpty();
    FieldValuesPipe pipe = new FieldValuesPipe(field, isFiltered ? 0 : limit);
    List<List<String>> rows =
        answers.rows(exchange, asked, asked.with(pipe), List.of(field, pipe.hitsField()));
    send(exchange, hits(rows), limit);
  }

  /// `/stream_field_names`: the names of stream labels.
  void streamFieldNames(Exchange exchange) throws IOException {
    Map<String, Long> hits = new TreeMap<>();
    AskedQuery asked = answers.read(exchange);
    for (Hits stream : streamHits(exchange, asked)) {
      StreamLabels.parse(stream.value()).keySet().stream()
          .filter(label -> !asked.hidden().hides(label))
          .forEach(label -> hits.merge(label, stream.count(), Long::sum));
    }
    send(exchange, hits(hits), 0);
  }

  /// `/stream_field_values`: the values of the label of the argument `field`.
  void streamFieldValues(Exchange exchange) throws IOException {
    String field = requiredField(exchange);
    long limit = limit(exchange);
    Map<String, Long> hits = new TreeMap<>();
    AskedQuery asked = answers.read(exchange);
    if (asked.hidden().hides(field)) {
      send(exchange, List.of(), limit);
      return;
    }
    for (Hits stream : streamHits(exchange, asked)) {
      String value = StreamLabels.parse(stream.value()).get(field);
      if (value != null) {
        hits.merge(value, stream.count(), Long::sum);
      }
    }
    send(exchange, hits(hits), limit);
  }

  /// The streams with their labels, hidden ones among them.
  private List<Hits> streamHits(Exchange exchange, AskedQuery asked) {
    FieldValuesPipe pipe = new FieldValuesPipe(FieldNames.STREAM, 0);
    Query query = new Query(asked.query().options(), asked.query().filter(), List.of(pipe));
    return hits(answers.rows(exchange, asked, query, List.of(FieldNames.STREAM, pipe.hitsField())));
  }

  private static String requiredField(Exchange exchange) {
    return exchange
        .argument("field")
        .filter(field -> !field.isEmpty())
        .orElseThrow(() -> VestigeException.invalidInput("missing 'field' query arg"));
  }

  private static long limit(Exchange exchange) {
    return Math.max(0, NumberArguments.number(exchange, "limit", 0));
  }

  /// Values without this text in them are left out.
  private static String filter(Exchange exchange) {
    return exchange.argument("filter").orElse("");
  }

  private static List<Hits> hits(List<List<String>> rows) {
    List<Hits> hits = new ArrayList<>();
    rows.forEach(row -> hits.add(new Hits(row.getFirst(), WholeAnswers.number(row.getLast()))));
    return hits;
  }

  private static List<Hits> hits(Map<String, Long> counts) {
    List<Hits> hits = new ArrayList<>();
    counts.forEach((value, count) -> hits.add(new Hits(value, count)));
    return hits;
  }

  /// Most hits first. A list that was cut says nothing of hits, since it is open which values stay.
  private static void send(Exchange exchange, List<Hits> found, long limit) throws IOException {
    String filter = filter(exchange);
    List<Hits> hits = new ArrayList<>(found);
    hits.removeIf(hit -> !hit.value().contains(filter));
    hits.sort(Hits.ORDER);
    boolean isCut = limit > 0 && hits.size() > limit;
    WholeAnswers.send(
        exchange,
        json -> {
          json.writeStartObject();
          Completeness.write(json);
          json.writeArrayFieldStart("values");
          for (Hits hit : isCut ? hits.subList(0, (int) limit) : hits) {
            json.writeStartObject();
            json.writeStringField("value", hit.value());
            json.writeNumberField("hits", isCut ? 0 : hit.count());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
