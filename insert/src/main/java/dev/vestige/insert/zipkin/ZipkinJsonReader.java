package dev.vestige.insert.zipkin;

import dev.vestige.base.ByteSlice;
import dev.vestige.insert.json.HexIds;
import dev.vestige.insert.json.JsonCursor;
import dev.vestige.insert.otlp.ForeignSpans;
import java.io.IOException;

/// Turns a list of Zipkin v2 spans in JSON into an OTLP request. Unknown members are passed over.
/// Reusable, confined to one thread.
public final class ZipkinJsonReader {
  private static final int ID_DIGITS = 16;
  private static final int TRACE_ID_DIGITS = 32;

  private final ForeignSpans spans = new ForeignSpans();
  private final ZipkinSpan span = new ZipkinSpan();

  /// The request as OTLP protobuf; valid until the next call.
  ///
  /// @throws dev.vestige.base.VestigeException INVALID_INPUT that names the place when the body is
  ///   no such JSON
  public ByteSlice read(ByteSlice body) {
    spans.clear();
    JsonCursor.read(body, this::list);
    return spans.request();
  }

  private void list(JsonCursor json) throws IOException {
    json.beginArray();
    while (json.nextElement()) {
      span.clear();
      json.beginObject();
      for (String name = json.nextMember(); name != null; name = json.nextMember()) {
        member(json, name);
      }
      span.writeTo(spans);
    }
  }

  private void member(JsonCursor json, String name) throws IOException {
    switch (name) {
      case "traceId" -> traceId(json);
      case "id" -> span.id = id(json);
      case "parentId" -> span.parent = id(json);
      case "kind" -> span.kind = kind(json);
      case "name" -> span.name = json.string();
      case "timestamp" -> span.timestampMicros = json.unsigned();
      case "duration" -> span.durationMicros = json.unsigned();
      case "debug" -> span.debug = json.bool();
      case "shared" -> span.shared = json.bool();
      case "localEndpoint" -> endpoint(json, span.local);
      case "remoteEndpoint" -> endpoint(json, span.remote);
      case "annotations" -> annotations(json);
      case "tags" -> tags(json);
      default -> json.skip();
    }
  }

  /// An id that is too long stays 0, which no span may have.
  private void traceId(JsonCursor json) throws IOException {
    String text = hex(json);
    if (text.length() <= TRACE_ID_DIGITS) {
      int middle = Math.max(0, text.length() - ID_DIGITS);
      span.traceHigh = HexIds.value(text, 0, middle);
      span.traceLow = HexIds.value(text, middle, text.length());
    }
  }

  private static long id(JsonCursor json) throws IOException {
    String text = hex(json);
    return text.length() <= ID_DIGITS ? HexIds.value(text, 0, text.length()) : 0;
  }

  private static String hex(JsonCursor json) throws IOException {
    String text = json.string();
    if (!HexIds.isHex(text)) {
      throw json.failure("an id in hex digits");
    }
    return text;
  }

  private static int kind(JsonCursor json) throws IOException {
    return switch (json.string()) {
      case "CLIENT" -> ForeignSpans.CLIENT;
      case "SERVER" -> ForeignSpans.SERVER;
      case "PRODUCER" -> ForeignSpans.PRODUCER;
      case "CONSUMER" -> ForeignSpans.CONSUMER;
      default -> throw json.failure("CLIENT, SERVER, PRODUCER or CONSUMER");
    };
  }

  private static void endpoint(JsonCursor json, ZipkinSpan.Endpoint endpoint) throws IOException {
    json.beginObject();
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      switch (name) {
        case "serviceName" -> endpoint.service = json.string();
        case "ipv4", "ipv6" -> {
          String address = json.string();
          endpoint.address = endpoint.address.isEmpty() ? address : endpoint.address;
        }
        case "port" -> endpoint.port = json.unsigned32();
        default -> json.skip();
      }
    }
  }

  private void annotations(JsonCursor json) throws IOException {
    json.beginArray();
    while (json.nextElement()) {
      long timestamp = 0;
      String value = "";
      json.beginObject();
      for (String name = json.nextMember(); name != null; name = json.nextMember()) {
        switch (name) {
          case "timestamp" -> timestamp = json.unsigned();
          case "value" -> value = json.string();
          default -> json.skip();
        }
      }
      span.annotations.add(new ZipkinSpan.Annotation(timestamp, value));
    }
  }

  private void tags(JsonCursor json) throws IOException {
    json.beginObject();
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      span.tags.put(name, json.string());
    }
  }
}
