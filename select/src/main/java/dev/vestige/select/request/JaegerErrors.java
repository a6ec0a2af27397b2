package dev.vestige.select.request;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.ErrorStatus;
import dev.vestige.http.Exchange;
import dev.vestige.http.Limits;
import java.io.IOException;

/// Tells errors as Jaeger does: JSON with a list of codes and messages, in a body that calls itself
/// plain text. A trace that is missing is told as JSON, as VictoriaTraces does.
public final class JaegerErrors {
  private static final String PLAIN_TEXT = "text/plain; charset=utf-8";

  private JaegerErrors() {}

  /// Writes what is the body of an error.
  private interface Body {
    void write(JsonGenerator json, int status, String message) throws IOException;
  }

  /// Tells errors in the shape of the first version of the API.
  public static Endpoint v1(Endpoint endpoint) {
    return exchange -> serve(endpoint, exchange, PLAIN_TEXT, JaegerErrors::writeV1);
  }

  /// Tells errors in the shape of the third version of the API.
  public static Endpoint v3(Endpoint endpoint) {
    return exchange -> serve(endpoint, exchange, JsonAnswer.CONTENT_TYPE, JaegerErrors::writeV3);
  }

  private static void serve(Endpoint endpoint, Exchange exchange, String contentType, Body body)
      throws IOException {
    try {
      endpoint.serve(exchange);
    } catch (VestigeException e) {
      if (exchange.isCommitted() || e.kind() == ErrorKind.CANCELLED) {
        throw e;
      }
      ErrorStatus status = ErrorStatus.of(e.kind());
      if (status.isWorthRetrying()) {
        exchange.setHeader("Retry-After", Integer.toString(Limits.RETRY_AFTER_SECONDS));
      }
      exchange.setHeader("X-Content-Type-Options", "nosniff");
      JsonAnswer.send(
          exchange,
          status.http(),
          contentType,
          json -> body.write(json, status.http(), e.getMessage()));
    }
  }

  private static void writeV1(JsonGenerator json, int status, String message) throws IOException {
    json.writeStartObject();
    json.writeNullField("data");
    json.writeArrayFieldStart("errors");
    json.writeStartObject();
    json.writeNumberField("code", status);
    json.writeStringField("msg", message);
    json.writeEndObject();
    json.writeEndArray();
    JaegerEnvelope.writeRest(json, 0);
  }

  private static void writeV3(JsonGenerator json, int status, String message) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("error");
    json.writeNumberField("httpCode", status);
    json.writeStringField("message", message);
    json.writeEndObject();
    json.writeEndObject();
  }
}
