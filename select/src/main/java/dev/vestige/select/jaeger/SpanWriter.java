package dev.vestige.select.jaeger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.select.trace.AttributeCursor;
import dev.vestige.select.trace.Overrides;
import dev.vestige.select.trace.SpanKind;
import dev.vestige.storage.AttributeScope;
import dev.vestige.storage.EventColumns;
import dev.vestige.storage.LinkColumns;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.StatusCode;
import dev.vestige.storage.Streams;
import dev.vestige.storage.ValueTable;
import java.io.IOException;

/// Writes spans as Jaeger's JSON. Confined to one thread.
final class SpanWriter {
  private static final int NANOS_PER_MICRO = 1_000;
  private static final ByteSlice NAME_FIELD = ByteSlice.utf8(Streams.NAME_FIELD);
  private static final ByteSlice REFERENCE_TYPE = ByteSlice.utf8("opentracing.ref_type");
  private static final ByteSlice CHILD_OF = ByteSlice.utf8("child_of");

  private final JsonGenerator json;
  private final ProcessTable processes;
  private final TagWriter tags;
  private final ByteSink text = new ByteSink();

  SpanWriter(JsonGenerator json, ProcessTable processes) {
    this.json = json;
    this.processes = processes;
    this.tags = new TagWriter(json);
  }

  void write(SpanBatch batch) throws IOException {
    processes.beginBatch(batch);
    Cursors cursors = new Cursors(batch);
    for (int span = 0; span < batch.size(); span++) {
      write(batch, span, cursors);
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

  private void write(SpanBatch batch, int span, Cursors cursors) throws IOException {
    json.writeStartObject();
    TraceWriter.id(json, "traceID", batch.traceIdHigh(span), batch.traceIdLow(span), text);
    TraceWriter.id(json, "spanID", batch.spanId(span), text);
    json.writeNumberField("flags", batch.flags(span) & 0xFF);
    name(batch, span);
    references(batch, span, cursors.link());
    json.writeNumberField("startTime", batch.startNanos(span) / NANOS_PER_MICRO);
    json.writeNumberField(
        "duration", Long.divideUnsigned(batch.durationNanos(span), NANOS_PER_MICRO));
    tags(batch, span, cursors);
    logs(batch, span, cursors.event());
    json.writeStringField("processID", "p" + processes.number(batch, span, cursors.resource()));
    json.writeNullField("warnings");
    json.writeEndObject();
  }

  private void name(SpanBatch batch, int span) throws IOException {
    text.clear();
    int code = nameCode(batch, span);
    ValueTable values = batch.values();
    if (values.start(code) < values.end(code)) {
      values.appendText(code, text);
    }
    json.writeFieldName("operationName");
    json.writeUTF8String(text.array(), 0, text.position());
  }

  /// The value code of a span's name as LogsQL shows it.
  static int nameCode(SpanBatch batch, int span) {
    int override = batch.override(span);
    int replaced = override == 0 ? Overrides.NONE : Overrides.find(batch, override, NAME_FIELD);
    return replaced == Overrides.NONE ? batch.name(span) : replaced;
  }

  /// The parent first, then the links. A link to the parent itself only says what kind of reference
  /// the parent is.
  private void references(SpanBatch batch, int span, AttributeCursor attributes)
      throws IOException {
    json.writeArrayFieldStart("references");
    LinkColumns links = batch.links();
    int toParent = linkToParent(batch, span);
    if (batch.parentId(span) != 0) {
      reference(
          toParent < 0 || isChild(batch, toParent, attributes),
          batch.traceIdHigh(span),
          batch.traceIdLow(span),
          batch.parentId(span));
    }
    for (int link = batch.linkStart(span); link < batch.linkEnd(span); link++) {
      if (link != toParent) {
        reference(
            isChild(batch, link, attributes),
            links.traceIdHigh(link),
            links.traceIdLow(link),
            links.spanId(link));
      }
    }
    json.writeEndArray();
  }

  private static int linkToParent(SpanBatch batch, int span) {
    LinkColumns links = batch.links();
    for (int link = batch.linkStart(span); link < batch.linkEnd(span); link++) {
      if (batch.parentId(span) != 0
          && links.spanId(link) == batch.parentId(span)
          && links.traceIdHigh(link) == batch.traceIdHigh(span)
          && links.traceIdLow(link) == batch.traceIdLow(span)) {
        return link;
      }
    }
    return -1;
  }

  private static boolean isChild(SpanBatch batch, int link, AttributeCursor attributes) {
    attributes.begin(link, 0);
    while (attributes.next()) {
      if (attributes.isKey(REFERENCE_TYPE)) {
        return batch.values().raw(attributes.value()).equals(CHILD_OF);
      }
    }
    return false;
  }

  private void reference(boolean isChild, long traceHigh, long traceLow, long span)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("refType", isChild ? "CHILD_OF" : "FOLLOWS_FROM");
    TraceWriter.id(json, "traceID", traceHigh, traceLow, text);
    TraceWriter.id(json, "spanID", span, text);
    json.writeEndObject();
  }

  private void tags(SpanBatch batch, int span, Cursors cursors) throws IOException {
    json.writeArrayFieldStart("tags");
    int scope = batch.scope(span);
    int override = batch.override(span);
    tags.textOf("otel.scope.name", batch, batch.scopeName(scope));
    tags.textOf("otel.scope.version", batch, batch.scopeVersion(scope));
    tags.string("span.kind", SpanKind.word(batch.kind(span)));
    if (batch.statusCode(span) == StatusCode.ERROR) {
      tags.yes("error");
    }
    tags.textOf("otel.status_description", batch, batch.statusMessage(span));
    tags.textOf("w3c.tracestate", batch, batch.traceState(span));
    cursors.scope().begin(scope, override);
    while (cursors.scope().next()) {
      tags.prefixed(AttributeScope.SCOPE.prefix(), batch, cursors.scope());
    }
    cursors.span().begin(span, override);
    while (cursors.span().next()) {
      tags.attribute(batch, cursors.span());
    }
    json.writeEndArray();
  }

  private void logs(SpanBatch batch, int span, AttributeCursor attributes) throws IOException {
    json.writeArrayFieldStart("logs");
    EventColumns events = batch.events();
    for (int event = batch.eventStart(span); event < batch.eventEnd(span); event++) {
      json.writeStartObject();
      json.writeNumberField("timestamp", events.timeNanos(event) / NANOS_PER_MICRO);
      json.writeArrayFieldStart("fields");
      tags.textOf("event", batch, events.name(event));
      attributes.begin(event, 0);
      while (attributes.next()) {
        tags.attribute(batch, attributes);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
