package dev.vestige.insert.otlp;

import com.google.protobuf.ByteString;
import dev.vestige.storage.ValueType;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the spans of a parsed request as [SpanDump] writes those of a batch.
final class OracleDump {
  private OracleDump() {}

  static List<String> of(ExportTraceServiceRequest request) {
    List<String> spans = new ArrayList<>();
    for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
      for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
        for (Span span : scopeSpans.getSpansList()) {
          spans.add(span(resourceSpans.getResource(), scopeSpans.getScope(), span));
        }
      }
    }
    return spans;
  }

  private static String span(Resource resource, InstrumentationScope scope, Span span) {
    StringBuilder text = new StringBuilder();
    text.append("resource ").append(attributes(resource.getAttributesList()));
    text.append("\nscope ").append(scope.getName()).append('|').append(scope.getVersion());
    text.append(attributes(scope.getAttributesList()));
    text.append("\nids ").append(hex(span.getTraceId(), 16)).append(' ');
    text.append(hex(span.getSpanId(), 8)).append(' ').append(hex(span.getParentSpanId(), 8));
    text.append('|').append(span.getTraceState());
    text.append("\nname ").append(span.getName()).append(' ').append(span.getKindValue());
    text.append("\ntimes ").append(span.getStartTimeUnixNano());
    text.append(' ').append(span.getEndTimeUnixNano());
    text.append("\nstatus ").append(span.getStatus().getCodeValue());
    text.append(' ').append(span.getStatus().getMessage());
    text.append("\nflags ").append(span.getFlags());
    text.append("\ndropped ").append(span.getDroppedAttributesCount()).append(' ');
    text.append(span.getDroppedEventsCount()).append(' ').append(span.getDroppedLinksCount());
    text.append("\nattributes ").append(attributes(span.getAttributesList()));
    for (Span.Event event : span.getEventsList()) {
      text.append("\nevent ").append(event.getTimeUnixNano()).append(' ').append(event.getName());
      text.append(' ').append(event.getDroppedAttributesCount());
      text.append(attributes(event.getAttributesList()));
    }
    for (Span.Link link : span.getLinksList()) {
      text.append("\nlink ").append(hex(link.getTraceId(), 16)).append(' ');
      text.append(hex(link.getSpanId(), 8)).append('|').append(link.getTraceState());
      text.append('|').append(link.getFlags()).append(' ');
      text.append(link.getDroppedAttributesCount()).append(attributes(link.getAttributesList()));
    }
    return text.toString();
  }

  private static String hex(ByteString id, int length) {
    return id.isEmpty() ? "00".repeat(length) : HexFormat.of().formatHex(id.toByteArray());
  }

  private static Map<String, String> attributes(List<KeyValue> pairs) {
    Map<String, String> attributes = new TreeMap<>();
    for (KeyValue pair : pairs) {
      attributes.put(pair.getKey(), value(pair.getValue()));
    }
    return attributes;
  }

  private static String value(AnyValue any) {
    return switch (any.getValueCase()) {
      case STRING_VALUE -> "STRING " + any.getStringValue();
      case BOOL_VALUE -> "BOOL " + any.getBoolValue();
      case INT_VALUE -> "INT " + any.getIntValue();
      case DOUBLE_VALUE -> "DOUBLE " + Double.doubleToRawLongBits(any.getDoubleValue());
      case BYTES_VALUE -> "BYTES " + HexFormat.of().formatHex(any.getBytesValue().toByteArray());
      case ARRAY_VALUE -> "ARRAY " + known(any);
      case KVLIST_VALUE -> "KVLIST " + known(any);
      default -> ValueType.NULL.toString();
    };
  }

  /// Without unknown fields, which are not stored.
  private static String known(AnyValue any) {
    return com.google.protobuf.TextFormat.printer().printToString(Known.of(any));
  }
}
