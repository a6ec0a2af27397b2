package dev.vestige.cmd.migrate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/// A span as LogsQL shows it, turned back into one of OTLP. Values are texts there, so attributes
/// that were numbers come back as texts; LogsQL sees no difference.
final class LogsQlRow {
  private static final JsonMapper JSON = new JsonMapper();

  private final ObjectNode resource = JSON.createObjectNode();
  private final ObjectNode scope = JSON.createObjectNode();
  private final ObjectNode span = JSON.createObjectNode();
  private final Map<Integer, ObjectNode> events = new TreeMap<>();
  private final Map<Integer, ObjectNode> links = new TreeMap<>();

  private LogsQlRow() {}

  static void read(Map<String, String> fields, SpanTarget target) {
    LogsQlRow row = new LogsQlRow();
    fields.forEach(row::field);
    row.children("events", row.events);
    row.children("links", row.links);
    target.span(row.resource, row.scope, row.span);
  }

  private void children(String name, Map<Integer, ObjectNode> children) {
    if (!children.isEmpty()) {
      ArrayNode array = span.putArray(name);
      children.values().forEach(array::add);
    }
  }

  private void field(String name, String value) {
    int colon = name.indexOf(':');
    if (colon < 0) {
      plain(name, value);
      return;
    }
    String rest = name.substring(colon + 1);
    switch (name.substring(0, colon)) {
      case "resource_attr" -> attribute(resource, rest, value);
      case "scope_attr" -> attribute(scope, rest, value);
      case "span_attr" -> attribute(span, rest, value);
      case "event" -> child(events, rest, value);
      case "link" -> child(links, rest, value);
      default -> attribute(span, name, value);
    }
  }

  private void plain(String name, String value) {
    switch (name) {
      case "trace_id" -> span.put("traceId", value);
      case "span_id" -> span.put("spanId", value);
      case "parent_span_id" -> span.put("parentSpanId", value);
      case "trace_state" -> span.put("traceState", value);
      case "name" -> span.put("name", value);
      case "flags" -> number(span, "flags", value);
      case "kind" -> number(span, "kind", value);
      case "start_time_unix_nano" -> span.put("startTimeUnixNano", value);
      case "end_time_unix_nano" -> span.put("endTimeUnixNano", value);
      case "dropped_attributes_count" -> number(span, "droppedAttributesCount", value);
      case "dropped_events_count" -> number(span, "droppedEventsCount", value);
      case "dropped_links_count" -> number(span, "droppedLinksCount", value);
      case "status_code" -> number(span.withObject("status"), "code", value);
      case "status_message" -> span.withObject("status").put("message", value);
      case "scope_name" -> scope.put("name", value);
      case "scope_version" -> scope.put("version", value);
      // What follows from other fields.
      case "_time", "_msg", "_stream", "_stream_id", "duration" -> {}
      default -> attribute(span, name, value);
    }
  }

  /// A field of an event or a link, whose number stands at the end of the name.
  private static void child(Map<Integer, ObjectNode> children, String name, String value) {
    int colon = name.lastIndexOf(':');
    if (colon < 0 || !name.substring(colon + 1).matches("\\d{1,6}")) {
      return;
    }
    int number = Integer.parseInt(name.substring(colon + 1));
    ObjectNode child = children.computeIfAbsent(number, _ -> JSON.createObjectNode());
    String key = name.substring(0, colon);
    switch (key) {
      case "event_time_unix_nano" -> child.put("timeUnixNano", value);
      case "event_name" -> child.put("name", value);
      case "link_trace_id" -> child.put("traceId", value);
      case "link_span_id" -> child.put("spanId", value);
      case "link_trace_state" -> child.put("traceState", value);
      case "link_flags" -> number(child, "flags", value);
      case "event_dropped_attributes_count", "link_dropped_attributes_count" ->
          number(child, "droppedAttributesCount", value);
      default -> attribute(child, key.replaceFirst("^(event|link)_attr:", ""), value);
    }
  }

  private static void number(ObjectNode node, String name, String value) {
    if (value.matches("\\d{1,10}")) {
      node.put(name, Long.parseLong(value));
    }
  }

  private static void attribute(ObjectNode node, String key, String value) {
    node.withArray("attributes")
        .addObject()
        .put("key", key)
        .putObject("value")
        .put("stringValue", value);
  }
}
