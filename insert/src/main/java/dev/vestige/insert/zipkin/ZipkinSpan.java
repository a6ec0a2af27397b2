package dev.vestige.insert.zipkin;

import dev.vestige.insert.otlp.AttributeValue;
import dev.vestige.insert.otlp.ForeignSpans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One Zipkin span in the making, and what it is in OTLP: the local service is the resource, the
/// remote one an attribute, annotations are events, a span without a kind is an internal one, and
/// the tag `error` is the status. Reusable, confined to one thread.
final class ZipkinSpan {
  long traceHigh;
  long traceLow;
  long id;
  long parent;
  int kind;
  String name = "";
  long timestampMicros;
  long durationMicros;
  boolean debug;
  boolean shared;
  final Endpoint local = new Endpoint();
  final Endpoint remote = new Endpoint();
  final List<Annotation> annotations = new ArrayList<>();
  final Map<String, String> tags = new LinkedHashMap<>();

  /// One side of a connection; what is empty or 0 is not known.
  static final class Endpoint {
    String service = "";
    String address = "";
    int port;

    private void clear() {
      service = "";
      address = "";
      port = 0;
    }
  }

  record Annotation(long timestampMicros, String value) {}

  void clear() {
    traceHigh = 0;
    traceLow = 0;
    id = 0;
    parent = 0;
    kind = 0;
    name = "";
    timestampMicros = 0;
    durationMicros = 0;
    debug = false;
    shared = false;
    local.clear();
    remote.clear();
    annotations.clear();
    tags.clear();
  }

  void writeTo(ForeignSpans spans) {
    spans.begin();
    spans.ids(traceHigh, traceLow, id, parent);
    spans.name(name);
    spans.kind(kind == 0 ? ForeignSpans.INTERNAL : kind);
    spans.times(start(), durationMicros);
    tag(spans, "peer.service", remote.service);
    side(spans, "network.local.", local);
    side(spans, "network.peer.", remote);
    flag(spans, "zipkin.debug", debug);
    flag(spans, "zipkin.shared", shared);
    tags.forEach((key, value) -> spans.tag(key, new AttributeValue.Text(value)));
    for (Annotation annotation : annotations) {
      spans.event(annotation.timestampMicros(), annotation.value(), Map.of());
    }
    spans.end(local.service);
  }

  /// Data about a span that was sent after the fact comes without a time of its own.
  private long start() {
    return timestampMicros != 0 || annotations.isEmpty()
        ? timestampMicros
        : annotations.getFirst().timestampMicros();
  }

  private static void side(ForeignSpans spans, String prefix, Endpoint endpoint) {
    tag(spans, prefix + "address", endpoint.address);
    if (endpoint.port != 0) {
      spans.tag(prefix + "port", new AttributeValue.Whole(endpoint.port));
    }
  }

  private static void tag(ForeignSpans spans, String key, String value) {
    if (!value.isEmpty()) {
      spans.tag(key, new AttributeValue.Text(value));
    }
  }

  private static void flag(ForeignSpans spans, String key, boolean isSet) {
    if (isSet) {
      spans.tag(key, new AttributeValue.Truth(true));
    }
  }
}
