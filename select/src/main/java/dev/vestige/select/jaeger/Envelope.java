package dev.vestige.select.jaeger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.http.Exchange;
import dev.vestige.select.request.Completeness;
import dev.vestige.select.request.JsonAnswer;
import java.io.IOException;
import java.util.List;

/// What stands around the data of every answer of the first version of the API.
final class Envelope {
  private Envelope() {}

  static void begin(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("data");
  }

  static void end(JsonGenerator json, int total) throws IOException {
    json.writeEndArray();
    Completeness.writeErrors(json);
    json.writeNumberField("limit", 0);
    json.writeNumberField("offset", 0);
    json.writeNumberField("total", total);
    json.writeEndObject();
  }

  static void sendNames(Exchange exchange, List<String> names) throws IOException {
    JsonAnswer.send(
        exchange,
        200,
        JsonAnswer.CONTENT_TYPE,
        json -> {
          begin(json);
          for (String name : names) {
            json.writeString(name);
          }
          end(json, names.size());
        });
  }
}
