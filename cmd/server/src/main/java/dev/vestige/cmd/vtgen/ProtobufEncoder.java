package dev.vestige.cmd.vtgen;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.insert.otlp.Otlp;
import dev.vestige.insert.otlp.OtlpWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes `ExportTraceServiceRequest` in protobuf.
final class ProtobufEncoder implements SpanEncoder {
  private final Map<Resource, OtlpWriter> spansByResource = new LinkedHashMap<>();
  private final OtlpWriter request = new OtlpWriter(new ByteSink());
  private int spans;

  @Override
  public void add(SpanDraft span) {
    spans++;
    OtlpWriter out =
        spansByResource.computeIfAbsent(span.resource, _ -> new OtlpWriter(new ByteSink()));
    int begin = out.begin(Otlp.SCOPE_SPANS_SPANS);
    out.id(Otlp.SPAN_TRACE_ID, span.traceHigh, span.traceLow);
    out.id(Otlp.SPAN_SPAN_ID, span.id);
    if (span.parentId != 0) {
      out.id(Otlp.SPAN_PARENT_SPAN_ID, span.parentId);
    }
    out.text(Otlp.SPAN_NAME, span.name);
    out.number(Otlp.SPAN_KIND, span.kind.number());
    out.fixed64(Otlp.SPAN_START, span.startNanos);
    out.fixed64(Otlp.SPAN_END, span.endNanos);
    span.facts.read(new Writer(out, Otlp.SPAN_ATTRIBUTES));
    span.events.forEach(event -> add(out, event));
    span.links.forEach(link -> add(out, link));
    if (span.status != SpanDraft.STATUS_UNSET) {
      int status = out.begin(Otlp.SPAN_STATUS);
      if (!span.statusMessage.isEmpty()) {
        out.text(Otlp.STATUS_MESSAGE, span.statusMessage);
      }
      out.number(Otlp.STATUS_CODE, span.status);
      out.end(status);
    }
    out.fixed32(Otlp.SPAN_FLAGS, FLAGS);
    out.end(begin);
  }

  private static void add(OtlpWriter out, SpanDraft.Event event) {
    int begin = out.begin(Otlp.SPAN_EVENTS);
    out.fixed64(Otlp.EVENT_TIME, event.timeNanos());
    out.text(Otlp.EVENT_NAME, event.name());
    event.facts().read(new Writer(out, Otlp.EVENT_ATTRIBUTES));
    out.end(begin);
  }

  private static void add(OtlpWriter out, SpanDraft.Link link) {
    int begin = out.begin(Otlp.SPAN_LINKS);
    out.id(Otlp.LINK_TRACE_ID, link.traceHigh(), link.traceLow());
    out.id(Otlp.LINK_SPAN_ID, link.spanId());
    out.end(begin);
  }

  @Override
  public int spans() {
    return spans;
  }

  @Override
  public ByteSlice finish() {
    request.out().clear();
    spansByResource.forEach((resource, ofResource) -> {
      int begin = request.begin(Otlp.REQUEST_RESOURCE_SPANS);
      int own = request.begin(Otlp.RESOURCE_SPANS_RESOURCE);
      resource.facts().read(new Writer(request, Otlp.RESOURCE_ATTRIBUTES));
      request.end(own);
      int scopeSpans = request.begin(Otlp.RESOURCE_SPANS_SCOPE_SPANS);
      int scope = request.begin(Otlp.SCOPE_SPANS_SCOPE);
      request.text(Otlp.SCOPE_NAME, SCOPE);
      request.end(scope);
      request.out().putBytes(ofResource.out().array(), 0, ofResource.out().position());
      request.end(scopeSpans);
      request.end(begin);
    });
    spansByResource.clear();
    spans = 0;
    return request.out().slice();
  }

  private record Writer(OtlpWriter out, int field) implements Facts.Reader {
    @Override
    public void text(String key, String value) {
      out.attribute(field, key, value);
    }

    @Override
    public void whole(String key, long value) {
      out.attribute(field, key, value);
    }

    @Override
    public void real(String key, double value) {
      out.attribute(field, key, value);
    }

    @Override
    public void yesNo(String key, boolean value) {
      out.attribute(field, key, value);
    }
  }
}
