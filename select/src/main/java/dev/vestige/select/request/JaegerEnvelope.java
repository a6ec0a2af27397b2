package dev.vestige.select.request;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.http.Exchange;
import java.io.IOException;
import java.util.List;

/// What stands around the data of every answer of the first version of the API.
public final class JaegerEnvelope {
  private JaegerEnvelope() {}

  public static void begin(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("data");
  }

  public static void end(JsonGenerator json, int total) throws IOException {
    json.writeEndArray();
    Completeness.writeErrors(json);
    writeRest(json, total);
  }

  /// What follows data and errors.
  public static void writeRest(JsonGenerator json, int total) throws IOException {
    json.writeNumberField("limit", 0);
    json.writeNumberField("offset", 0);
    json.writeNumberField("total", total);
    json.writeEndObject();
  }

  public static void sendNames(Exchange exchange, List<String> names) throws IOException {
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
