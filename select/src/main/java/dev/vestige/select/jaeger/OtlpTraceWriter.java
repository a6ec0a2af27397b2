package dev.vestige.select.jaeger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.select.trace.AttributeCursor;
import dev.vestige.storage.AttributeScope;
import dev.vestige.storage.EventColumns;
import dev.vestige.storage.LinkColumns;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.ValueTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Writes spans as the elements of OTLP's `resourceSpans`, straight from the columns of their
/// batches: those of one resource and scope in a batch stand together. Confined to one thread.
final class OtlpTraceWriter {
  private final JsonGenerator json;
  private final OtlpValueWriter values;
  private final ByteSink text = new ByteSink();

  OtlpTraceWriter(JsonGenerator json) {
    this.json = json;
    this.values = new OtlpValueWriter(json);
  }

  void spans(SpanBatch batch) throws IOException {
    List<Integer> order = new ArrayList<>();
    for (int span = 0; span < batch.size(); span++) {
      order.add(span);
    }
    order.sort(
        Comparator.<Integer>comparingInt(batch::resource)
            .thenComparingInt(batch::override)
            .thenComparingInt(batch::scope));
    Cursors cursors = new Cursors(batch);
    int at = 0;
    while (at < order.size()) {
      at = resource(batch, order, at, cursors);
    }
  }

  /// Walks over the attributes of one batch.
  private record Cursors(
      AttributeCursor resource,
      AttributeCursor scope,
      AttributeCursor span,
      AttributeCursor event,
      AttributeCursor link) {
    Cursors(SpanBatch batch) {
      this(
          TraceWriter.cursor(batch, AttributeScope.RESOURCE),
          TraceWriter.cursor(batch, AttributeScope.SCOPE),
          TraceWriter.cursor(batch, AttributeScope.SPAN),
          TraceWriter.cursor(batch, AttributeScope.EVENT),
          TraceWriter.cursor(batch, AttributeScope.LINK));
    }
  }

  /// Writes the spans from `from` on that share a resource and returns where they end.
  private int resource(SpanBatch batch, List<Integer> order, int from, Cursors cursors)
      throws IOException {
    int first = order.get(from);
    json.writeStartObject();
    json.writeObjectFieldStart("resource");
    cursors.resource().begin(batch.resource(first), batch.override(first));
    values.attributes(batch, cursors.resource());
    json.writeEndObject();
    json.writeArrayFieldStart("scopeSpans");
    int at = from;
    while (at < order.size() && isSameResource(batch, first, order.get(at))) {
      at = scope(batch, order, at, cursors);
    }
    json.writeEndArray();
    json.writeEndObject();
    return at;
  }

  private static boolean isSameResource(SpanBatch batch, int a, int b) {
    return batch.resource(a) == batch.resource(b) && batch.override(a) == batch.override(b);
  }

  private int scope(SpanBatch batch, List<Integer> order, int from, Cursors cursors)
      throws IOException {
    int first = order.get(from);
    int scope = batch.scope(first);
    json.writeStartObject();
    json.writeObjectFieldStart("scope");
    string("name", batch.values(), batch.scopeName(scope));
    string("version", batch.values(), batch.scopeVersion(scope));
    cursors.scope().begin(scope, batch.override(first));
    values.attributes(batch, cursors.scope());
    json.writeEndObject();
    json.writeArrayFieldStart("spans");
    int at = from;
    while (at < order.size()
        && isSameResource(batch, first, order.get(at))
        && batch.scope(order.get(at)) == scope) {
      span(batch, order.get(at++), cursors);
    }
    json.writeEndArray();
    json.writeEndObject();
    return at;
  }

  private void span(SpanBatch batch, int span, Cursors cursors) throws IOException {
    json.writeStartObject();
    TraceWriter.id(json, "traceId", batch.traceIdHigh(span), batch.traceIdLow(span), text);
    TraceWriter.id(json, "spanId", batch.spanId(span), text);
    if (batch.parentId(span) != 0) {
      TraceWriter.id(json, "parentSpanId", batch.parentId(span), text);
    }
    string("traceState", batch.values(), batch.traceState(span));
    json.writeNumberField("flags", batch.flags(span));
    string("name", batch.values(), SpanWriter.nameCode(batch, span));
    json.writeNumberField("kind", batch.kind(span));
    time("startTimeUnixNano", batch.startNanos(span));
    time("endTimeUnixNano", batch.endNanos(span));
    cursors.span().begin(span, batch.override(span));
    values.attributes(batch, cursors.span());
    count("droppedAttributesCount", batch.droppedAttributes(span));
    events(batch, span, cursors.event());
    count("droppedEventsCount", batch.droppedEvents(span));
    links(batch, span, cursors.link());
    count("droppedLinksCount", batch.droppedLinks(span));
    json.writeObjectFieldStart("status");
    string("message", batch.values(), batch.statusMessage(span));
    count("code", batch.statusCode(span));
    json.writeEndObject();
    json.writeEndObject();
  }

  private void events(SpanBatch batch, int span, AttributeCursor attributes) throws IOException {
    EventColumns events = batch.events();
    json.writeArrayFieldStart("events");
    for (int event = batch.eventStart(span); event < batch.eventEnd(span); event++) {
      json.writeStartObject();
      time("timeUnixNano", events.timeNanos(event));
      string("name", batch.values(), events.name(event));
      attributes.begin(event, 0);
      values.attributes(batch, attributes);
      count("droppedAttributesCount", events.droppedAttributes(event));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void links(SpanBatch batch, int span, AttributeCursor attributes) throws IOException {
    LinkColumns links = batch.links();
    json.writeArrayFieldStart("links");
    for (int link = batch.linkStart(span); link < batch.linkEnd(span); link++) {
      json.writeStartObject();
      TraceWriter.id(json, "traceId", links.traceIdHigh(link), links.traceIdLow(link), text);
      TraceWriter.id(json, "spanId", links.spanId(link), text);
      string("traceState", batch.values(), links.traceState(link));
      attributes.begin(link, 0);
      values.attributes(batch, attributes);
      count("droppedAttributesCount", links.droppedAttributes(link));
      count("flags", links.flags(link));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void time(String name, long nanos) throws IOException {
    json.writeStringField(name, Long.toUnsignedString(nanos));
  }

  /// Zero is left out, as protobuf's JSON does.
  private void count(String name, int count) throws IOException {
    if (count != 0) {
      json.writeNumberField(name, Integer.toUnsignedLong(count));
    }
  }

  private void string(String name, ValueTable table, int code) throws IOException {
    int start = table.start(code);
    int length = table.end(code) - start;
    if (length > 0) {
      json.writeFieldName(name);
      json.writeUTF8String(table.bytes(), start, length);
    }
  }
}
