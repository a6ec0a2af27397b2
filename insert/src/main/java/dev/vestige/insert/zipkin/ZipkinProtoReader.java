package dev.vestige.insert.zipkin;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ProtoReader;
import dev.vestige.insert.otlp.ForeignSpans;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Turns a Zipkin `ListOfSpans` message into an OTLP request. Reusable, confined to one thread.
public final class ZipkinProtoReader {
  private static final int ID_BYTES = 8;
  private static final int TRACE_ID_BYTES = 16;

  private final ForeignSpans spans = new ForeignSpans();
  private final ZipkinSpan span = new ZipkinSpan();
  private final ProtoReader list = new ProtoReader();
  private final ProtoReader fields = new ProtoReader();
  private final ProtoReader inner = new ProtoReader();

  /// The request as OTLP protobuf; valid until the next call.
  ///
  /// @throws VestigeException INVALID_INPUT that names the place when the bytes are no such message
  public ByteSlice read(ByteSlice body) {
    spans.clear();
    int number = 0;
    list.reset(body.array(), body.offset(), body.length());
    try {
      while (list.next()) {
        if (list.field() == 1) {
          list.bytes();
          span(body.array(), list.valueStart(), list.valueLength());
          number++;
        } else {
          list.skip();
        }
      }
    } catch (VestigeException e) {
      throw new VestigeException(
          e.kind(),
          "cannot read the Zipkin request in spans[" + number + "]: " + e.getMessage(),
          e);
    }
    return spans.request();
  }

  private void span(byte[] bytes, int offset, int length) {
    span.clear();
    fields.reset(bytes, offset, length);
    while (fields.next()) {
      switch (fields.field()) {
        case 1 -> traceId();
        case 2 -> span.parent = id();
        case 3 -> span.id = id();
        case 4 -> span.kind = kind((int) fields.number());
        case 5 -> span.name = text(fields);
        case 6 -> span.timestampMicros = fields.fixed64();
        case 7 -> span.durationMicros = fields.number();
        case 8 -> endpoint(span.local);
        case 9 -> endpoint(span.remote);
        case 10 -> annotation();
        case 11 -> tag();
        case 12 -> span.debug = fields.number() != 0;
        case 13 -> span.shared = fields.number() != 0;
        default -> fields.skip();
      }
    }
    span.writeTo(spans);
  }

  /// Ids of another length stay 0, which no span may have.
  private void traceId() {
    fields.bytes();
    int length = fields.valueLength();
    if (length == TRACE_ID_BYTES || length == ID_BYTES) {
      ByteBuffer id = ByteBuffer.wrap(fields.array(), fields.valueStart(), length);
      span.traceHigh = length == TRACE_ID_BYTES ? id.getLong() : 0;
      span.traceLow = id.getLong();
    }
  }

  private long id() {
    fields.bytes();
    return fields.valueLength() == ID_BYTES
        ? ByteBuffer.wrap(fields.array(), fields.valueStart(), ID_BYTES).getLong()
        : 0;
  }

  private static int kind(int number) {
    return switch (number) {
      case 1 -> ForeignSpans.CLIENT;
      case 2 -> ForeignSpans.SERVER;
      case 3 -> ForeignSpans.PRODUCER;
      case 4 -> ForeignSpans.CONSUMER;
      default -> 0;
    };
  }

  private static String text(ProtoReader reader) {
    reader.bytes();
    return new String(
        reader.array(), reader.valueStart(), reader.valueLength(), StandardCharsets.UTF_8);
  }

  private void enter() {
    fields.bytes();
    inner.reset(fields.array(), fields.valueStart(), fields.valueLength());
  }

  private void endpoint(ZipkinSpan.Endpoint endpoint) {
    enter();
    while (inner.next()) {
      switch (inner.field()) {
        case 1 -> endpoint.service = text(inner);
        case 2, 3 -> {
          String address = address();
          endpoint.address = endpoint.address.isEmpty() ? address : endpoint.address;
        }
        case 4 -> endpoint.port = (int) inner.number();
        default -> inner.skip();
      }
    }
  }

  private String address() {
    inner.bytes();
    ByteSlice bytes = new ByteSlice(inner.array(), inner.valueStart(), inner.valueLength());
    if (bytes.isEmpty()) {
      return "";
    }
    try {
      return InetAddress.getByAddress(bytes.toByteArray()).getHostAddress();
    } catch (UnknownHostException _) {
      throw VestigeException.invalidInput(
          "an address of " + bytes.length() + " bytes, expected 4 or 16");
    }
  }

  private void annotation() {
    long timestamp = 0;
    String value = "";
    enter();
    while (inner.next()) {
      switch (inner.field()) {
        case 1 -> timestamp = inner.fixed64();
        case 2 -> value = text(inner);
        default -> inner.skip();
      }
    }
    span.annotations.add(new ZipkinSpan.Annotation(timestamp, value));
  }

  private void tag() {
    String key = "";
    String value = "";
    enter();
    while (inner.next()) {
      switch (inner.field()) {
        case 1 -> key = text(inner);
        case 2 -> value = text(inner);
        default -> inner.skip();
      }
    }
    span.tags.put(key, value);
  }
}
