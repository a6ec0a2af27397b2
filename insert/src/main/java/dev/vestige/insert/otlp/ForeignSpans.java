package dev.vestige.insert.otlp;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Turns spans of other formats into an OTLP request, grouped by service and scope. Tags that those
/// formats use for what OTLP has fields for (kind, status, scope, trace state) become those fields.
///
/// ```
/// clear { begin { ids, name, times, kind, tag, event, link in any order } end } request
/// ```
///
/// Reusable after [#clear()]; confined to one thread.
public final class ForeignSpans {
  public static final int INTERNAL = 1;
  public static final int SERVER = 2;
  public static final int CLIENT = 3;
  public static final int PRODUCER = 4;
  public static final int CONSUMER = 5;

  private static final int STATUS_OK = 1;
  private static final int STATUS_ERROR = 2;
  private static final long NANOS_PER_MICRO = 1_000;

  /// A time that is surely refused as too far ahead.
  private static final long NEVER = -1;

  /// What the spans of a group share.
  private record Group(String service, String scopeName, String scopeVersion) {}

  private final Map<Group, ByteSink> groups = new LinkedHashMap<>();
  private final ByteSink resource = new ByteSink();
  private final ByteSink span = new ByteSink();
  private final ByteSink out = new ByteSink();
  private final OtlpWriter resourceWriter = new OtlpWriter(resource);
  private final OtlpWriter fields = new OtlpWriter(span);
  private int kind;
  private boolean isError;
  private int statusCode;
  private String statusMessage = "";
  private String scopeName = "";
  private String scopeVersion = "";

  public void clear() {
    groups.clear();
    resource.clear();
  }

  /// Adds an attribute to the resource of all spans.
  public void resourceAttribute(String key, AttributeValue value) {
    attribute(resourceWriter, Otlp.RESOURCE_ATTRIBUTES, key, value);
  }

  public void begin() {
    span.clear();
    kind = 0;
    isError = false;
    statusCode = 0;
    statusMessage = "";
    scopeName = "";
    scopeVersion = "";
  }

  /// Sets the ids; a parent of 0 is none.
  public void ids(long traceHigh, long traceLow, long id, long parent) {
    fields.id(Otlp.SPAN_TRACE_ID, traceHigh, traceLow);
    fields.id(Otlp.SPAN_SPAN_ID, id);
    if (parent != 0) {
      fields.id(Otlp.SPAN_PARENT_SPAN_ID, parent);
    }
  }

  public void name(String name) {
    fields.text(Otlp.SPAN_NAME, name);
  }

  public void kind(int newKind) {
    kind = newKind;
  }

  public void flags(int flags) {
    fields.fixed32(Otlp.SPAN_FLAGS, flags);
  }

  /// Microseconds, unsigned; what does not fit into nanoseconds lies too far ahead to be taken.
  public void times(long startMicros, long durationMicros) {
    long start = nanos(startMicros);
    long end = start == NEVER ? NEVER : nanos(startMicros + durationMicros);
    boolean fits = durationMicros >= 0 && startMicros + durationMicros >= startMicros;
    fields.fixed64(Otlp.SPAN_START, start);
    fields.fixed64(Otlp.SPAN_END, fits ? end : NEVER);
  }

  private static long nanos(long micros) {
    return micros < 0 || micros > Long.MAX_VALUE / NANOS_PER_MICRO
        ? NEVER
        : micros * NANOS_PER_MICRO;
  }

  /// Adds a tag: a field of the span where its key says so, an attribute otherwise.
  public void tag(String key, AttributeValue value) {
    String text = value.asText();
    switch (key) {
      case "span.kind" -> kindTag(key, value);
      case "error" -> errorTag(text);
      case "otel.status_code" -> statusTag(key, value);
      case "otel.status_description" -> statusMessage = text;
      case "w3c.tracestate" -> fields.text(Otlp.SPAN_TRACE_STATE, text);
      case "otel.scope.name", "otel.library.name" -> scopeName = text;
      case "otel.scope.version", "otel.library.version" -> scopeVersion = text;
      default -> attribute(fields, Otlp.SPAN_ATTRIBUTES, key, value);
    }
  }

  private void kindTag(String key, AttributeValue value) {
    int tagged =
        switch (value.asText().toLowerCase(Locale.ROOT)) {
          case "internal" -> INTERNAL;
          case "server" -> SERVER;
          case "client" -> CLIENT;
          case "producer" -> PRODUCER;
          case "consumer" -> CONSUMER;
          default -> 0;
        };
    if (tagged == 0) {
      attribute(fields, Otlp.SPAN_ATTRIBUTES, key, value);
    } else {
      kind = tagged;
    }
  }

  /// The text of the tag may be the message of the error.
  private void errorTag(String text) {
    if (text.equalsIgnoreCase("false")) {
      return;
    }
    isError = true;
    if (!text.equalsIgnoreCase("true") && statusMessage.isEmpty()) {
      statusMessage = text;
    }
  }

  private void statusTag(String key, AttributeValue value) {
    switch (value.asText().toUpperCase(Locale.ROOT)) {
      case "OK", "1" -> statusCode = STATUS_OK;
      case "ERROR", "2" -> statusCode = STATUS_ERROR;
      case "UNSET", "0" -> {}
      default -> attribute(fields, Otlp.SPAN_ATTRIBUTES, key, value);
    }
  }

  /// Adds an event whose attributes are given with it; `event` among them is its name when the name
  /// is empty.
  public void event(long timeMicros, String name, Map<String, AttributeValue> attributes) {
    boolean isNamedInside = name.isEmpty() && attributes.containsKey("event");
    AttributeValue named = attributes.getOrDefault("event", new AttributeValue.Text(name));
    int event = fields.begin(Otlp.SPAN_EVENTS);
    fields.fixed64(Otlp.EVENT_TIME, nanos(timeMicros));
    fields.text(Otlp.EVENT_NAME, isNamedInside ? named.asText() : name);
    attributes.forEach((key, value) -> {
      if (!isNamedInside || !key.equals("event")) {
        attribute(fields, Otlp.EVENT_ATTRIBUTES, key, value);
      }
    });
    fields.end(event);
  }

  /// Adds a link that says what kind of reference it was.
  public void link(long traceHigh, long traceLow, long id, String referenceType) {
    int link = fields.begin(Otlp.SPAN_LINKS);
    fields.id(Otlp.LINK_TRACE_ID, traceHigh, traceLow);
    fields.id(Otlp.LINK_SPAN_ID, id);
    fields.attribute(Otlp.LINK_ATTRIBUTES, "opentracing.ref_type", referenceType);
    fields.end(link);
  }

  private static void attribute(OtlpWriter to, int field, String key, AttributeValue value) {
    switch (value) {
      case AttributeValue.Text(String text) -> to.attribute(field, key, text);
      case AttributeValue.Whole(long number) -> to.attribute(field, key, number);
      case AttributeValue.Real(double number) -> to.attribute(field, key, number);
      case AttributeValue.Truth(boolean isTrue) -> to.attribute(field, key, isTrue);
      case AttributeValue.Binary(String latin1) ->
          to.attribute(field, key, latin1.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /// Ends the span of a service; the empty name is none.
  public void end(String service) {
    if (kind != 0) {
      fields.number(Otlp.SPAN_KIND, kind);
    }
    int code = statusCode == 0 && isError ? STATUS_ERROR : statusCode;
    if (code != 0 || !statusMessage.isEmpty()) {
      int status = fields.begin(Otlp.SPAN_STATUS);
      fields.text(Otlp.STATUS_MESSAGE, statusMessage);
      fields.number(Otlp.STATUS_CODE, code);
      fields.end(status);
    }
    ByteSink spans =
        groups.computeIfAbsent(new Group(service, scopeName, scopeVersion), _ -> new ByteSink());
    new OtlpWriter(spans).bytes(Otlp.SCOPE_SPANS_SPANS, span.array(), 0, span.position());
  }

  /// The request; valid until the next call.
  public ByteSlice request() {
    out.clear();
    OtlpWriter writer = new OtlpWriter(out);
    groups.forEach((group, spans) -> {
      int resourceSpans = writer.begin(Otlp.REQUEST_RESOURCE_SPANS);
      int resourceStart = writer.begin(Otlp.RESOURCE_SPANS_RESOURCE);
      out.putBytes(resource.array(), 0, resource.position());
      if (!group.service().isEmpty()) {
        writer.attribute(Otlp.RESOURCE_ATTRIBUTES, "service.name", group.service());
      }
      writer.end(resourceStart);
      int scopeSpans = writer.begin(Otlp.RESOURCE_SPANS_SCOPE_SPANS);
      int scope = writer.begin(Otlp.SCOPE_SPANS_SCOPE);
      writer.text(Otlp.SCOPE_NAME, group.scopeName());
      writer.text(Otlp.SCOPE_VERSION, group.scopeVersion());
      writer.end(scope);
      out.putBytes(spans.array(), 0, spans.position());
      writer.end(scopeSpans);
      writer.end(resourceSpans);
    });
    groups.clear();
    return out.slice();
  }
}
