package dev.vestige.cmd.migrate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads Jaeger's JSON, as its API and its web UI give it: `{"data":[trace, …]}`, or traces one
/// after another. One trace is in memory at a time, since its processes stand behind its spans.
/// Stateless.
final class JaegerFile {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, Integer> KINDS =
      Map.of("internal", 1, "server", 2, "client", 3, "producer", 4, "consumer", 5);
  private static final ObjectNode NO_PROCESS = JSON.createObjectNode();

  private JaegerFile() {}

  static void read(JsonParser parser, SpanTarget target) throws IOException {
    while (parser.nextToken() != null) {
      if (!parser.isExpectedStartObjectToken()) {
        throw VestigeException.invalidInput(
            "expected an object at " + parser.currentLocation() + ", found " + parser.getText());
      }
      readObject(parser, target);
    }
  }

  /// A trace, or an envelope with traces in its field `data`.
  private static void readObject(JsonParser parser, SpanTarget target) throws IOException {
    ObjectNode trace = JSON.createObjectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("data") && parser.isExpectedStartArrayToken()) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          trace(JSON.readTree(parser), target);
        }
      } else {
        trace.set(name, JSON.<JsonNode>readTree(parser));
      }
    }
    trace(trace, target);
  }

  private static void trace(JsonNode trace, SpanTarget target) {
    Map<String, ObjectNode> resources = new HashMap<>();
    trace
        .path("processes")
        .properties()
        .forEach(process -> resources.put(process.getKey(), resource(process.getValue())));
    for (JsonNode span : trace.path("spans")) {
      ObjectNode resource =
          span.has("process")
              ? resource(span.path("process"))
              : resources.getOrDefault(span.path("processID").asText(), NO_PROCESS);
      ObjectNode scope = JSON.createObjectNode();
      ObjectNode made = span(span, trace.path("traceID").asText(), scope);
      target.span(resource, scope, made);
    }
  }

  private static ObjectNode resource(JsonNode process) {
    ObjectNode resource = JSON.createObjectNode();
    ArrayNode attributes = resource.putArray("attributes");
    if (!process.path("serviceName").asText().isEmpty()) {
      text(attributes, "service.name", process.path("serviceName").asText());
    }
    process.path("tags").forEach(tag -> attribute(attributes, tag));
    return resource;
  }

  private static ObjectNode span(JsonNode span, String traceId, ObjectNode scope) {
    ObjectNode made = JSON.createObjectNode();
    made.put("traceId", padded(span.path("traceID").asText(traceId), 32));
    made.put("spanId", padded(span.path("spanID").asText(), 16));
    made.put("name", span.path("operationName").asText());
    made.put("flags", span.path("flags").asLong());
    long start = span.path("startTime").asLong();
    made.put("startTimeUnixNano", Long.toString(start * 1_000));
    made.put("endTimeUnixNano", Long.toString((start + span.path("duration").asLong()) * 1_000));
    references(span, made);
    ArrayNode attributes = made.putArray("attributes");
    for (JsonNode tag : span.path("tags")) {
      String value = tag.path("value").asText();
      switch (tag.path("key").asText()) {
        case "span.kind" -> made.put("kind", KINDS.getOrDefault(value, 0));
        case "otel.status_code" ->
            made.withObject("status").put("code", value.equals("ERROR") ? 2 : 1);
        case "otel.status_description" -> made.withObject("status").put("message", value);
        case "error" -> {
          if (value.equals("true")) {
            made.withObject("status").put("code", 2);
          }
        }
        case "w3c.tracestate" -> made.put("traceState", value);
        case "otel.scope.name", "otel.library.name" -> scope.put("name", value);
        case "otel.scope.version", "otel.library.version" -> scope.put("version", value);
        default -> attribute(attributes, tag);
      }
    }
    events(span, made.putArray("events"));
    return made;
  }

  private static String padded(String id, int length) {
    return "0".repeat(Math.max(0, length - id.length())) + id.toLowerCase(Locale.ROOT);
  }

  /// The first reference to a span of the same trace is the parent, the others are links.
  private static void references(JsonNode span, ObjectNode made) {
    String parent = span.path("parentSpanID").asText();
    for (JsonNode reference : span.path("references")) {
      String trace = padded(reference.path("traceID").asText(), 32);
      String id = padded(reference.path("spanID").asText(), 16);
      if (parent.isEmpty() && trace.equals(made.path("traceId").asText())) {
        parent = id;
      } else {
        made.withArray("links").addObject().put("traceId", trace).put("spanId", id);
      }
    }
    if (!parent.isEmpty()) {
      made.put("parentSpanId", padded(parent, 16));
    }
  }

  private static void events(JsonNode span, ArrayNode events) {
    for (JsonNode log : span.path("logs")) {
      ObjectNode event = events.addObject();
      event.put("timeUnixNano", Long.toString(log.path("timestamp").asLong() * 1_000));
      ArrayNode attributes = event.putArray("attributes");
      for (JsonNode field : log.path("fields")) {
        if (field.path("key").asText().equals("event")) {
          event.put("name", field.path("value").asText());
        } else {
          attribute(attributes, field);
        }
      }
    }
  }

  private static void attribute(ArrayNode attributes, JsonNode tag) {
    JsonNode value = tag.path("value");
    ObjectNode made = attributes.addObject().put("key", tag.path("key").asText());
    ObjectNode typed = made.putObject("value");
    switch (tag.path("type").asText()) {
      case "bool" -> typed.put("boolValue", value.asBoolean());
      case "int64" -> typed.put("intValue", value.asText());
      case "float64" -> typed.put("doubleValue", value.asDouble());
      case "binary" -> typed.put("bytesValue", value.asText());
      default -> typed.put("stringValue", value.asText());
    }
  }

  private static void text(ArrayNode attributes, String key, String value) {
    attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
  }
}
