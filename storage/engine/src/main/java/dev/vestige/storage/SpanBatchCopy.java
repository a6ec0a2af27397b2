package dev.vestige.storage;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Copies chosen spans of a batch, or all of several batches, into a new one.
public final class SpanBatchCopy {
  private SpanBatch from;
  private final SpanBatchBuilder to = new SpanBatchBuilder();
  private final Map<Integer, Integer> overrideLists = new HashMap<>();
  private final ByteSink scratch = new ByteSink();
  private int lastResource = -1;
  private int lastScope = -1;

  private SpanBatchCopy(SpanBatch from) {
    this.from = from;
    to.reset(from.tenant);
    to.streamFields(from.streamFields);
  }

  /// One batch with the spans of several, which must have the same tenant and stream fields.
  public static SpanBatch join(List<SpanBatch> batches) {
    SpanBatchCopy copy = new SpanBatchCopy(batches.getFirst());
    for (SpanBatch batch : batches) {
      copy.begin(batch);
      for (int row = 0; row < batch.size; row++) {
        copy.add(row);
      }
    }
    return copy.to.build();
  }

  private void begin(SpanBatch batch) {
    from = batch;
    overrideLists.clear();
    lastResource = -1;
    lastScope = -1;
  }

  /// The spans of one trace; empty when the batch has none.
  public static Optional<SpanBatch> ofTrace(SpanBatch batch, TraceId trace) {
    SpanBatchCopy copy = null;
    for (int row = 0; row < batch.size; row++) {
      if (batch.spans.traceLow[row] == trace.low() && batch.spans.traceHigh[row] == trace.high()) {
        copy = copy == null ? new SpanBatchCopy(batch) : copy;
        copy.add(row);
      }
    }
    return copy == null ? Optional.empty() : copy.build();
  }

  /// A batch with some of the rows.
  static SpanBatch ofRows(SpanBatch batch, Bitmap rows) {
    SpanBatchCopy copy = new SpanBatchCopy(batch);
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      copy.add(row);
    }
    return copy.to.build();
  }

  void add(int row) {
    if (from.resource(row) != lastResource) {
      lastResource = from.resource(row);
      to.beginResource();
      attributes(from.resources, lastResource);
      to.endResource();
    }
    if (from.scope(row) != lastScope) {
      lastScope = from.scope(row);
      to.beginScope();
      attributes(from.scopes, lastScope);
      to.endScope(text(from.scopeName(lastScope)), text(from.scopeVersion(lastScope)));
    }
    to.beginSpan();
    to.overrideList(overrideLists.computeIfAbsent(from.override(row), this::copyOverrides));
    to.traceId(from.traceIdHigh(row), from.traceIdLow(row));
    to.spanId(from.spanId(row));
    to.parentId(from.parentId(row));
    to.times(from.startNanos(row), from.endNanos(row));
    to.name(text(from.name(row)));
    to.kind(from.kind(row));
    to.status(from.statusCode(row), text(from.statusMessage(row)));
    to.traceState(text(from.traceState(row)));
    to.flags(from.flags(row));
    to.dropped(from.droppedAttributes(row), from.droppedEvents(row), from.droppedLinks(row));
    attributes(from.attributes, row);
    for (int event = from.eventStart(row); event < from.eventEnd(row); event++) {
      to.beginEvent(
          from.events.time[event], text(from.events.name[event]), from.events.dropped[event]);
      attributes(from.events.attributes, event);
      to.endEvent();
    }
    for (int link = from.linkStart(row); link < from.linkEnd(row); link++) {
      to.beginLink(from.links.traceHigh[link], from.links.traceLow[link], from.links.spanId[link]);
      attributes(from.links.attributes, link);
      to.linkDetails(
          text(from.links.traceState[link]), from.links.flags[link], from.links.dropped[link]);
      to.endLink();
    }
    to.endSpan();
  }

  private int copyOverrides(int list) {
    if (list == 0) {
      return 0;
    }
    for (int at = from.overrides.start(list); at < from.overrides.end(list); at++) {
      scratch.clear();
      from.values.appendText(from.overrides.value(at), scratch);
      to.override(
          from.keys.raw(from.overrides.key(at)).toString(),
          from.values.type(from.overrides.value(at)),
          scratch.slice().toString());
    }
    return to.endOverrides();
  }

  private void attributes(AttributeLists lists, int list) {
    for (int at = lists.start(list); at < lists.end(list); at++) {
      to.copyAttribute(from.keys, lists.key(at), from.values, lists.value(at));
    }
  }

  private int text(int code) {
    return to.text(
        from.values.bytes(),
        from.values.start(code),
        from.values.end(code) - from.values.start(code));
  }

  Optional<SpanBatch> build() {
    return to.size() == 0 ? Optional.empty() : Optional.of(to.build());
  }
}
