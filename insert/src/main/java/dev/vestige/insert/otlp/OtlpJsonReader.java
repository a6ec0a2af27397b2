package dev.vestige.insert.otlp;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.insert.json.HexIds;
import dev.vestige.insert.json.JsonCursor;
import java.io.IOException;
import java.util.List;

/// Turns a request in the OTLP/JSON encoding into the protobuf encoding, for [OtlpReader]: members
/// may come in any order, which JSON cannot jump over but protobuf can. Names are lowerCamelCase,
/// ids are hex, numbers of 64 bits may be strings, enums are numbers or names; unknown members are
/// passed over. Reusable, confined to one thread.
public final class OtlpJsonReader {
  private static final List<String> KINDS =
      List.of(
          "SPAN_KIND_UNSPECIFIED",
          "SPAN_KIND_INTERNAL",
          "SPAN_KIND_SERVER",
          "SPAN_KIND_CLIENT",
          "SPAN_KIND_PRODUCER",
          "SPAN_KIND_CONSUMER");
  private static final List<String> STATUS_CODES =
      List.of("STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR");
  private static final int TRACE_ID_DIGITS = 32;
  private static final int SPAN_ID_DIGITS = 16;

  private final ByteSink out = new ByteSink();
  private final OtlpWriter writer = new OtlpWriter(out);

  /// The request as protobuf; valid until the next call.
  ///
  /// @throws dev.vestige.base.VestigeException INVALID_INPUT that names the place when the body is
  ///   no such JSON
  public ByteSlice read(ByteSlice body) {
    out.clear();
    JsonCursor.read(body, this::request);
    return out.slice();
  }

  private void request(JsonCursor json) throws IOException {
    json.beginObject();
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      if (name.equals("resourceSpans")) {
        messages(json, Otlp.REQUEST_RESOURCE_SPANS, this::resourceSpans);
      } else {
        json.skip();
      }
    }
  }

  /// Writes the fields of the object that the cursor stands at.
  @FunctionalInterface
  private interface Message {
    void write(JsonCursor json) throws IOException;
  }

  private void messages(JsonCursor json, int field, Message message) throws IOException {
    json.beginArray();
    while (json.nextElement()) {
      message(json, field, message);
    }
  }

  private void message(JsonCursor json, int field, Message message) throws IOException {
    int start = writer.begin(field);
    json.beginObject();
    message.write(json);
    writer.end(start);
  }

  private void text(JsonCursor json, int field) throws IOException {
    int start = writer.begin(field);
    json.string(out);
    writer.end(start);
  }

  private void resourceSpans(JsonCursor json) throws IOException {
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      switch (name) {
        case "resource" -> message(json, Otlp.RESOURCE_SPANS_RESOURCE, this::resource);
        case "scopeSpans" -> messages(json, Otlp.RESOURCE_SPANS_SCOPE_SPANS, this::scopeSpans);
        default -> json.skip();
      }
    }
  }

  private void resource(JsonCursor json) throws IOException {
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      switch (name) {
        case "attributes" -> messages(json, Otlp.RESOURCE_ATTRIBUTES, this::pair);
        default -> json.skip();
      }
    }
  }

  private void scopeSpans(JsonCursor json) throws IOException {
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      switch (name) {
        case "scope" -> message(json, Otlp.SCOPE_SPANS_SCOPE, this::scope);
        case "spans" -> messages(json, Otlp.SCOPE_SPANS_SPANS, this::span);
        default -> json.skip();
      }
    }
  }

  private void scope(JsonCursor json) throws IOException {
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      switch (name) {
        case "name" -> text(json, Otlp.SCOPE_NAME);
        case "version" -> text(json, Otlp.SCOPE_VERSION);
        case "attributes" -> messages(json, Otlp.SCOPE_ATTRIBUTES, this::pair);
        default -> json.skip();
      }
    }
  }

  private void span(JsonCursor json) throws IOException {
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      switch (name) {
        case "traceId" -> id(json, Otlp.SPAN_TRACE_ID, TRACE_ID_DIGITS);
        case "spanId" -> id(json, Otlp.SPAN_SPAN_ID, SPAN_ID_DIGITS);
        case "parentSpanId" -> id(json, Otlp.SPAN_PARENT_SPAN_ID, SPAN_ID_DIGITS);
        case "traceState" -> text(json, Otlp.SPAN_TRACE_STATE);
        case "name" -> text(json, Otlp.SPAN_NAME);
        case "kind" -> writer.number(Otlp.SPAN_KIND, enumeration(json, KINDS));
        case "startTimeUnixNano" -> writer.fixed64(Otlp.SPAN_START, json.unsigned());
        case "endTimeUnixNano" -> writer.fixed64(Otlp.SPAN_END, json.unsigned());
        case "attributes" -> messages(json, Otlp.SPAN_ATTRIBUTES, this::pair);
        case "droppedAttributesCount" -> count(json, Otlp.SPAN_DROPPED_ATTRIBUTES);
        case "events" -> messages(json, Otlp.SPAN_EVENTS, this::event);
        case "droppedEventsCount" -> count(json, Otlp.SPAN_DROPPED_EVENTS);
        case "links" -> messages(json, Otlp.SPAN_LINKS, this::link);
        case "droppedLinksCount" -> count(json, Otlp.SPAN_DROPPED_LINKS);
        case "status" -> message(json, Otlp.SPAN_STATUS, this::status);
        case "flags" -> writer.fixed32(Otlp.SPAN_FLAGS, json.unsigned32());
        default -> json.skip();
      }
    }
  }

  private void count(JsonCursor json, int field) throws IOException {
    writer.number(field, Integer.toUnsignedLong(json.unsigned32()));
  }

  private void event(JsonCursor json) throws IOException {
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      switch (name) {
        case "timeUnixNano" -> writer.fixed64(Otlp.EVENT_TIME, json.unsigned());
        case "name" -> text(json, Otlp.EVENT_NAME);
        case "attributes" -> messages(json, Otlp.EVENT_ATTRIBUTES, this::pair);
        case "droppedAttributesCount" -> count(json, Otlp.EVENT_DROPPED_ATTRIBUTES);
        default -> json.skip();
      }
    }
  }

  private void link(JsonCursor json) throws IOException {
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      switch (name) {
        case "traceId" -> id(json, Otlp.LINK_TRACE_ID, TRACE_ID_DIGITS);
        case "spanId" -> id(json, Otlp.LINK_SPAN_ID, SPAN_ID_DIGITS);
        case "traceState" -> text(json, Otlp.LINK_TRACE_STATE);
        case "attributes" -> messages(json, Otlp.LINK_ATTRIBUTES, this::pair);
        case "droppedAttributesCount" -> count(json, Otlp.LINK_DROPPED_ATTRIBUTES);
        case "flags" -> writer.fixed32(Otlp.LINK_FLAGS, json.unsigned32());
        default -> json.skip();
      }
    }
  }

  private void status(JsonCursor json) throws IOException {
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      switch (name) {
        case "message" -> text(json, Otlp.STATUS_MESSAGE);
        case "code" -> writer.number(Otlp.STATUS_CODE, enumeration(json, STATUS_CODES));
        default -> json.skip();
      }
    }
  }

  private void pair(JsonCursor json) throws IOException {
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      switch (name) {
        case "key" -> text(json, Otlp.PAIR_KEY);
        case "value" -> message(json, Otlp.PAIR_VALUE, this::any);
        default -> json.skip();
      }
    }
  }

  private void any(JsonCursor json) throws IOException {
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      switch (name) {
        case "stringValue" -> text(json, Otlp.ANY_STRING);
        case "boolValue" -> writer.number(Otlp.ANY_BOOL, json.bool() ? 1 : 0);
        case "intValue" -> writer.number(Otlp.ANY_INT, json.signed());
        case "doubleValue" ->
            writer.fixed64(Otlp.ANY_DOUBLE, Double.doubleToRawLongBits(json.number()));
        case "arrayValue" -> message(json, Otlp.ANY_ARRAY, this::array);
        case "kvlistValue" -> message(json, Otlp.ANY_KVLIST, this::list);
        case "bytesValue" -> {
          byte[] bytes = json.base64();
          writer.bytes(Otlp.ANY_BYTES, bytes, 0, bytes.length);
        }
        default -> json.skip();
      }
    }
  }

  private void array(JsonCursor json) throws IOException {
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      switch (name) {
        case "values" -> messages(json, Otlp.LIST_VALUES, this::any);
        default -> json.skip();
      }
    }
  }

  private void list(JsonCursor json) throws IOException {
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      switch (name) {
        case "values" -> messages(json, Otlp.LIST_VALUES, this::pair);
        default -> json.skip();
      }
    }
  }

  /// The number of an enum, or its full name.
  private static long enumeration(JsonCursor json, List<String> names) throws IOException {
    if (!json.isString()) {
      return (int) json.signed();
    }
    int number = names.indexOf(json.string());
    if (number < 0) {
      throw json.failure("a number or one of " + String.join(", ", names));
    }
    return number;
  }

  /// An id of another length than it should have goes on as one that no reader takes.
  private void id(JsonCursor json, int field, int digits) throws IOException {
    String text = json.string();
    if (!HexIds.isHex(text)) {
      throw json.failure("an id in hex digits");
    }
    if (text.length() != digits) {
      writer.bytes(field, new byte[1], 0, text.isEmpty() ? 0 : 1);
    } else if (digits == SPAN_ID_DIGITS) {
      writer.id(field, HexIds.value(text, 0, digits));
    } else {
      writer.id(
          field, HexIds.value(text, 0, SPAN_ID_DIGITS), HexIds.value(text, SPAN_ID_DIGITS, digits));
    }
  }
}
