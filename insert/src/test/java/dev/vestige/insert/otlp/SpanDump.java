package dev.vestige.insert.otlp;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.AttributeLists;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.ValueType;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the spans of a batch with everything typed that is in them, one text per span, for
/// comparing.
public final class SpanDump {
  private SpanDump() {}

  public static List<String> of(SpanBatch batch) {
    List<String> spans = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      spans.add(span(batch, row));
    }
    return spans;
  }

  private static String span(SpanBatch batch, int row) {
    int scope = batch.scope(row);
    StringBuilder text = new StringBuilder();
    text.append("resource ").append(attributes(batch, batch.resources(), batch.resource(row)));
    text.append("\nscope ")
        .append(text(batch, batch.scopeName(scope)))
        .append('|')
        .append(text(batch, batch.scopeVersion(scope)))
        .append(attributes(batch, batch.scopes(), scope));
    text.append("\nids ")
        .append(hex(batch.traceIdHigh(row)))
        .append(hex(batch.traceIdLow(row)))
        .append(' ')
        .append(hex(batch.spanId(row)))
        .append(' ')
        .append(hex(batch.parentId(row)))
        .append('|')
        .append(text(batch, batch.traceState(row)));
    text.append("\nname ").append(text(batch, batch.name(row))).append(' ').append(batch.kind(row));
    text.append("\ntimes ").append(batch.startNanos(row)).append(' ').append(batch.endNanos(row));
    text.append("\nstatus ")
        .append(batch.statusCode(row))
        .append(' ')
        .append(text(batch, batch.statusMessage(row)));
    text.append("\nflags ").append(batch.flags(row));
    text.append("\ndropped ")
        .append(batch.droppedAttributes(row))
        .append(' ')
        .append(batch.droppedEvents(row))
        .append(' ')
        .append(batch.droppedLinks(row));
    text.append("\nattributes ").append(attributes(batch, batch.attributes(), row));
    for (int event = batch.eventStart(row); event < batch.eventEnd(row); event++) {
      text.append("\nevent ")
          .append(batch.events().timeNanos(event))
          .append(' ')
          .append(text(batch, batch.events().name(event)))
          .append(' ')
          .append(batch.events().droppedAttributes(event))
          .append(attributes(batch, batch.events().attributes(), event));
    }
    for (int link = batch.linkStart(row); link < batch.linkEnd(row); link++) {
      text.append("\nlink ")
          .append(hex(batch.links().traceIdHigh(link)))
          .append(hex(batch.links().traceIdLow(link)))
          .append(' ')
          .append(hex(batch.links().spanId(link)))
          .append('|')
          .append(text(batch, batch.links().traceState(link)))
          .append('|')
          .append(batch.links().flags(link))
          .append(' ')
          .append(batch.links().droppedAttributes(link))
          .append(attributes(batch, batch.links().attributes(), link));
    }
    return text.toString();
  }

  private static String hex(long id) {
    return HexFormat.of().toHexDigits(id);
  }

  private static String text(SpanBatch batch, int code) {
    return batch.values().raw(code).toString();
  }

  private static Map<String, String> attributes(SpanBatch batch, AttributeLists lists, int list) {
    Map<String, String> attributes = new TreeMap<>();
    for (int at = lists.start(list); at < lists.end(list); at++) {
      if (!batch.values().isLeaf(lists.value(at))) {
        attributes.put(batch.keys().raw(lists.key(at)).toString(), value(batch, lists.value(at)));
      }
    }
    return attributes;
  }

  private static String value(SpanBatch batch, int code) {
    ValueType type = batch.values().type(code);
    return switch (type) {
      case ABSENT, NULL -> type.toString();
      case STRING -> "STRING " + text(batch, code);
      case BOOL -> "BOOL " + shown(batch, code);
      case INT, DOUBLE -> type + " " + batch.values().number(code);
      case BYTES -> "BYTES " + HexFormat.of().formatHex(batch.values().raw(code).toByteArray());
      case ARRAY, KVLIST -> type + " " + nested(batch, code);
    };
  }

  private static String shown(SpanBatch batch, int code) {
    ByteSink out = new ByteSink();
    batch.values().appendText(code, out);
    return out.slice().toString();
  }

  private static String nested(SpanBatch batch, int code) {
    try {
      return AnyValue.parseFrom(batch.values().raw(code).toByteArray()).toString();
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError("a nested value is stored broken", e);
    }
  }
}
