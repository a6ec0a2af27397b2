package dev.vestige.storage;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import java.util.List;

/// Spans of one tenant in columns, as they come in with a request and as they come back out for a
/// trace. Every string and value stands once in a table; columns hold its number. Immutable; made
/// by [SpanBatchBuilder].
///
/// Resources, scopes and overrides are lists shared by spans. An override list replaces (or, with
/// the absent value, removes) fields of the LogsQL view of its spans by their full field name; list
/// 0 is empty and stands for "no overrides".
public final class SpanBatch {
  final TenantId tenant;
  final int size;
  final ValueTable keys;
  final ValueTable values;
  final AttributeLists resources;
  final AttributeLists scopes;
  final int[] scopeNames;
  final int[] scopeVersions;
  final AttributeLists overrides;
  final SpanColumns spans;
  final AttributeLists attributes;
  final EventColumns events;
  final LinkColumns links;
  final List<String> streamFields;

  SpanBatch(SpanBatchBuilder from) {
    tenant = from.tenant;
    size = from.spans.size;
    keys = from.keys.toTable();
    values = from.values.toTable();
    resources = from.resources.build();
    scopes = from.scopes.build();
    scopeNames = from.scopeNames.toArray();
    scopeVersions = from.scopeVersions.toArray();
    overrides = from.overrides.build();
    spans = from.spans.trimmed();
    attributes = from.attributes.build();
    events = from.events.trimmed();
    links = from.links.trimmed();
    streamFields = List.copyOf(from.streamFields);
  }

  SpanBatch(
      TenantId tenant,
      ValueTable keys,
      ValueTable values,
      AttributeLists[] sets,
      int[][] scopeTexts,
      SpanColumns spans,
      EventColumns events,
      LinkColumns links,
      List<String> streamFields) {
    this.tenant = tenant;
    this.size = spans.size;
    this.keys = keys;
    this.values = values;
    this.resources = sets[0];
    this.scopes = sets[1];
    this.overrides = sets[2];
    this.attributes = sets[3];
    this.scopeNames = scopeTexts[0];
    this.scopeVersions = scopeTexts[1];
    this.spans = spans;
    this.events = events;
    this.links = links;
    this.streamFields = streamFields;
  }

  public TenantId tenant() {
    return tenant;
  }

  /// How many spans.
  public int size() {
    return size;
  }

  /// Attribute names; the key codes of [AttributeLists] point here.
  public ValueTable keys() {
    return keys;
  }

  /// Attribute values and the texts of spans, events, links and scopes.
  public ValueTable values() {
    return values;
  }

  public AttributeLists resources() {
    return resources;
  }

  public AttributeLists scopes() {
    return scopes;
  }

  public AttributeLists overrides() {
    return overrides;
  }

  /// Attributes of spans, list number = span number.
  public AttributeLists attributes() {
    return attributes;
  }

  public EventColumns events() {
    return events;
  }

  public LinkColumns links() {
    return links;
  }

  /// Field names that make up the stream besides span name and service name.
  public List<String> streamFields() {
    return streamFields;
  }

  public long traceIdHigh(int span) {
    return spans.traceHigh[span];
  }

  public long traceIdLow(int span) {
    return spans.traceLow[span];
  }

  public long spanId(int span) {
    return spans.spanId[span];
  }

  /// The parent's span id, 0 for a root.
  public long parentId(int span) {
    return spans.parentId[span];
  }

  public long startNanos(int span) {
    return spans.start[span];
  }

  public long endNanos(int span) {
    return spans.end[span];
  }

  /// From the first to the last end of its spans; empty when there are none.
  public TimeRange ends() {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int span = 0; span < size(); span++) {
      first = Math.min(first, spans.end[span]);
      last = Math.max(last, spans.end[span]);
    }
    return new TimeRange(first, last);
  }

  /// End minus start, 0 when the end lies before the start. Both are unsigned, as they came in.
  public long durationNanos(int span) {
    long start = spans.start[span];
    long end = spans.end[span];
    return Long.compareUnsigned(end, start) < 0 ? 0 : end - start;
  }

  /// Value code of the name.
  public int name(int span) {
    return spans.name[span];
  }

  public int kind(int span) {
    return spans.kind[span];
  }

  public int statusCode(int span) {
    return spans.statusCode[span];
  }

  public int statusMessage(int span) {
    return spans.statusMessage[span];
  }

  public int traceState(int span) {
    return spans.traceState[span];
  }

  public int flags(int span) {
    return spans.flags[span];
  }

  public int droppedAttributes(int span) {
    return spans.droppedAttributes[span];
  }

  public int droppedEvents(int span) {
    return spans.droppedEvents[span];
  }

  public int droppedLinks(int span) {
    return spans.droppedLinks[span];
  }

  /// List number in [#resources()].
  public int resource(int span) {
    return spans.resource[span];
  }

  /// List number in [#scopes()].
  public int scope(int span) {
    return spans.scope[span];
  }

  public int scopeName(int scope) {
    return scopeNames[scope];
  }

  public int scopeVersion(int scope) {
    return scopeVersions[scope];
  }

  /// List number in [#overrides()].
  public int override(int span) {
    return spans.override[span];
  }

  /// Events of a span are numbered from here …
  public int eventStart(int span) {
    return spans.eventOffsets[span];
  }

  /// … to before here.
  public int eventEnd(int span) {
    return spans.eventOffsets[span + 1];
  }

  public int linkStart(int span) {
    return spans.linkOffsets[span];
  }

  public int linkEnd(int span) {
    return spans.linkOffsets[span + 1];
  }

  /// Bytes of memory held, roughly.
  public long sizeBytes() {
    return keys.sizeBytes()
        + values.sizeBytes()
        + resources.sizeBytes()
        + scopes.sizeBytes()
        + attributes.sizeBytes()
        + events.sizeBytes()
        + links.sizeBytes()
        + spans.sizeBytes();
  }
}
