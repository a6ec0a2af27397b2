package dev.vestige.insert.jaeger;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import dev.vestige.insert.otlp.AttributeValue;
import dev.vestige.insert.otlp.ForeignSpans;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns a Jaeger `Batch` into an OTLP request: process tags become resource attributes, logs
/// events, references to anything but the parent links. Reusable, confined to one thread.
public final class JaegerReader {
  /// The bit of the flags that OTLP knows too.
  private static final int SAMPLED = 1;

  private final ForeignSpans spans = new ForeignSpans();
  private String service = "";
  private int spanNumber;

  /// A reference as it stands in the batch; which one is the parent shows only at the end of the
  /// span.
  private record Reference(boolean isChildOf, long traceHigh, long traceLow, long span) {}

  /// What of a span is needed together.
  private static final class Ids {
    long traceHigh;
    long traceLow;
    long span;
    long parent;
    long startMicros;
    long durationMicros;
    final List<Reference> references = new ArrayList<>();
  }

  private record Tag(String key, AttributeValue value) {}

  /// The request as OTLP protobuf; valid until the next call.
  ///
  /// @throws VestigeException INVALID_INPUT that names the place when the bytes are no such struct
  public ByteSlice read(ThriftProtocol protocol, ByteSlice body) {
    spans.clear();
    service = "";
    spanNumber = -1;
    try {
      ThriftReader thrift = ThriftReader.of(protocol, body);
      readProcess(thrift);
      readSpans(ThriftReader.of(protocol, body));
    } catch (VestigeException e) {
      throw new VestigeException(
          e.kind(),
          "cannot read the Jaeger batch"
              + (spanNumber < 0 ? "" : " in spans[" + spanNumber + "]")
              + ": "
              + e.getMessage(),
          e);
    }
    return spans.request();
  }

  /// Looks for the process, which nearly always comes first; the walk ends there.
  private void readProcess(ThriftReader thrift) {
    thrift.enter();
    while (thrift.nextField()) {
      if (thrift.field() != 1) {
        thrift.skip();
        continue;
      }
      thrift.expect(ThriftReader.STRUCT);
      thrift.enter();
      while (thrift.nextField()) {
        switch (thrift.field()) {
          case 1 -> service = string(thrift);
          case 2 -> {
            for (int left = thrift.structs(); left > 0; left--) {
              Tag tag = tag(thrift);
              spans.resourceAttribute(tag.key(), tag.value());
            }
          }
          default -> thrift.skip();
        }
      }
      return;
    }
  }

  private void readSpans(ThriftReader thrift) {
    thrift.enter();
    while (thrift.nextField()) {
      if (thrift.field() == 2) {
        for (int left = thrift.structs(); left > 0; left--) {
          spanNumber++;
          span(thrift);
        }
      } else {
        thrift.skip();
      }
    }
  }

  private void span(ThriftReader thrift) {
    Ids ids = new Ids();
    spans.begin();
    thrift.enter();
    while (thrift.nextField()) {
      switch (thrift.field()) {
        case 1 -> ids.traceLow = i64(thrift);
        case 2 -> ids.traceHigh = i64(thrift);
        case 3 -> ids.span = i64(thrift);
        case 4 -> ids.parent = i64(thrift);
        case 5 -> spans.name(string(thrift));
        case 6 -> references(thrift, ids);
        case 7 -> spans.flags(i32(thrift) & SAMPLED);
        case 8 -> ids.startMicros = i64(thrift);
        case 9 -> ids.durationMicros = i64(thrift);
        case 10 -> {
          for (int left = thrift.structs(); left > 0; left--) {
            Tag tag = tag(thrift);
            spans.tag(tag.key(), tag.value());
          }
        }
        case 11 -> {
          for (int left = thrift.structs(); left > 0; left--) {
            log(thrift);
          }
        }
        default -> thrift.skip();
      }
    }
    end(ids);
  }

  private void end(Ids ids) {
    for (Reference reference : ids.references) {
      boolean inTrace =
          reference.traceHigh() == ids.traceHigh && reference.traceLow() == ids.traceLow;
      if (ids.parent == 0 && inTrace && reference.isChildOf()) {
        ids.parent = reference.span();
      }
      if (!inTrace || !reference.isChildOf() || reference.span() != ids.parent) {
        spans.link(
            reference.traceHigh(),
            reference.traceLow(),
            reference.span(),
            reference.isChildOf() ? "child_of" : "follows_from");
      }
    }
    spans.ids(ids.traceHigh, ids.traceLow, ids.span, ids.parent);
    spans.times(ids.startMicros, ids.durationMicros);
    spans.end(service);
  }

  private static void references(ThriftReader thrift, Ids ids) {
    for (int left = thrift.structs(); left > 0; left--) {
      int type = 0;
      long traceLow = 0;
      long traceHigh = 0;
      long span = 0;
      thrift.enter();
      while (thrift.nextField()) {
        switch (thrift.field()) {
          case 1 -> type = i32(thrift);
          case 2 -> traceLow = i64(thrift);
          case 3 -> traceHigh = i64(thrift);
          case 4 -> span = i64(thrift);
          default -> thrift.skip();
        }
      }
      ids.references.add(new Reference(type == 0, traceHigh, traceLow, span));
    }
  }

  private void log(ThriftReader thrift) {
    long timestamp = 0;
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    thrift.enter();
    while (thrift.nextField()) {
      switch (thrift.field()) {
        case 1 -> timestamp = i64(thrift);
        case 2 -> {
          for (int left = thrift.structs(); left > 0; left--) {
            Tag tag = tag(thrift);
            fields.put(tag.key(), tag.value());
          }
        }
        default -> thrift.skip();
      }
    }
    spans.event(timestamp, "", fields);
  }

  /// A tag carries one value member per type and a number that says which of them counts.
  private static Tag tag(ThriftReader thrift) {
    String key = "";
    int type = 0;
    AttributeValue[] values = {
      new AttributeValue.Text(""),
      new AttributeValue.Real(0),
      new AttributeValue.Truth(false),
      new AttributeValue.Whole(0),
      new AttributeValue.Binary("")
    };
    thrift.enter();
    while (thrift.nextField()) {
      switch (thrift.field()) {
        case 1 -> key = string(thrift);
        case 2 -> type = i32(thrift);
        case 3 -> values[0] = new AttributeValue.Text(string(thrift));
        case 4 -> {
          thrift.expect(ThriftReader.DOUBLE);
          values[1] = new AttributeValue.Real(thrift.real());
        }
        case 5 -> {
          thrift.expect(ThriftReader.BOOL);
          values[2] = new AttributeValue.Truth(thrift.bool());
        }
        case 6 -> values[3] = new AttributeValue.Whole(i64(thrift));
        case 7 -> {
          thrift.expect(ThriftReader.STRING);
          values[4] =
              new AttributeValue.Binary(
                  new String(thrift.binary().toByteArray(), StandardCharsets.ISO_8859_1));
        }
        default -> thrift.skip();
      }
    }
    if (type < 0 || type >= values.length) {
      throw thrift.broken("a tag of the unknown type " + type);
    }
    return new Tag(key, values[type]);
  }

  private static String string(ThriftReader thrift) {
    thrift.expect(ThriftReader.STRING);
    return thrift.binary().toString();
  }

  private static int i32(ThriftReader thrift) {
    thrift.expect(ThriftReader.I32);
    return thrift.i32();
  }

  private static long i64(ThriftReader thrift) {
    thrift.expect(ThriftReader.I64);
    return thrift.i64();
  }
}
