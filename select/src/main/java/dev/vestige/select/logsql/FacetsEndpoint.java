package dev.vestige.select.logsql;

import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.pipe.FacetsPipe;
import dev.vestige.select.request.Completeness;
import dev.vestige.select.request.NumberArguments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `/select/logsql/facets`: the most frequent values of every field. Thread-safe.
final class FacetsEndpoint implements Endpoint {
  private final WholeAnswers answers;

  FacetsEndpoint(WholeAnswers answers) {
    this.answers = answers;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    AskedQuery asked = answers.read(exchange);
    FacetsPipe pipe =
        new FacetsPipe(
            positive(exchange, "limit", FacetsPipe.DEFAULT_LIMIT),
            positive(exchange, "max_values_per_field", FacetsPipe.DEFAULT_MAX_VALUES_PER_FIELD),
            positive(exchange, "max_value_len", FacetsPipe.DEFAULT_MAX_VALUE_LENGTH),
            NumberArguments.flag(exchange, "keep_const_fields"));
    List<List<String>> rows =
        answers.rows(
            exchange, asked, asked.with(pipe), List.of("field_name", "field_value", "hits"));
    Map<String, List<List<String>>> byField = new TreeMap<>();
    for (List<String> row : rows) {
      byField.computeIfAbsent(row.getFirst(), _ -> new ArrayList<>()).add(row);
    }
    WholeAnswers.send(
        exchange,
        json -> {
          json.writeStartObject();
          Completeness.write(json);
          json.writeArrayFieldStart("facets");
          for (Map.Entry<String, List<List<String>>> field : byField.entrySet()) {
            json.writeStartObject();
            json.writeStringField("field_name", field.getKey());
            json.writeArrayFieldStart("values");
            for (List<String> row : field.getValue()) {
              json.writeStartObject();
              json.writeStringField("field_value", row.get(1));
              json.writeNumberField("hits", WholeAnswers.number(row.getLast()));
              json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static long positive(Exchange exchange, String name, long otherwise) {
    long number = NumberArguments.number(exchange, name, otherwise);
    return number <= 0 ? otherwise : number;
  }
}
