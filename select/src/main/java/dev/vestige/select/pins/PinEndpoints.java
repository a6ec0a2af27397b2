package dev.vestige.select.pins;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.select.request.JaegerEnvelope;
import dev.vestige.select.request.JaegerErrors;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.select.request.TraceArguments;
import dev.vestige.storage.TracePins;
import dev.vestige.storage.TracePins.Pin;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// `/select/traces/api/pins`, and what Jaeger calls archiving. Thread-safe.
public final class PinEndpoints {
  /// Where the pinned traces are listed.
  public static final String LIST = "/select/traces/api/pins";

  /// What the paths begin with that pin and unpin.
  public static final String CHANGES = LIST + "/";

  /// The same for users of Jaeger, by its prefix and without.
  public static final List<String> ARCHIVES =
      List.of("/select/jaeger/api/archive/", "/api/archive/");

  private final TracePins pins;

  public PinEndpoints(TracePins pins) {
    this.pins = pins;
  }

  /// Adds all routes.
  ///
  /// @param reading who may see the pins
  /// @param changing who may pin and unpin
  public void addTo(Router.Builder router, RouteOptions reading, RouteOptions changing) {
    RouteOptions posting = changing.withMethods("POST");
    router
        .exact(LIST, this::list, reading.withMethods("GET", "POST"))
        .exact(CHANGES + "add", this::add, posting)
        .exact(CHANGES + "remove", this::remove, posting);
    for (String prefix : ARCHIVES) {
      router.prefix(prefix, archive(prefix), posting);
    }
  }

  private void list(Exchange exchange) throws IOException {
    List<Pin> found = pins.pins(exchange.tenant());
    send(
        exchange,
        json -> {
          json.writeArrayFieldStart("pins");
          for (Pin pin : found) {
            json.writeStartObject();
            write(pin, json);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private void add(Exchange exchange) throws IOException {
    Pin pin = pins.pin(exchange.tenant(), TraceArguments.argument(exchange, "trace_id"));
    send(exchange, json -> write(pin, json));
  }

  private void remove(Exchange exchange) throws IOException {
    pins.unpin(exchange.tenant(), TraceArguments.argument(exchange, "trace_id"));
    send(exchange, json -> json.writeStringField("status", "ok"));
  }

  private Endpoint archive(String prefix) {
    return JaegerErrors.v1(exchange -> {
      var _ = pins.pin(exchange.tenant(), TraceArguments.behind(exchange, prefix));
      JaegerEnvelope.sendNames(exchange, List.of());
    });
  }

  private static void write(Pin pin, JsonGenerator json) throws IOException {
    json.writeStringField("traceID", pin.trace().toString());
    json.writeNumberField("spans", pin.spans());
    json.writeStringField("pinnedAt", Instant.ofEpochMilli(pin.pinnedMillis()).toString());
  }

  private static void send(Exchange exchange, JsonAnswer.Part members) throws IOException {
    JsonAnswer.send(
        exchange,
        200,
        JsonAnswer.CONTENT_TYPE,
        json -> {
          json.writeStartObject();
          members.write(json);
          json.writeEndObject();
        });
  }
}
