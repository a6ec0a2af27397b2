package dev.vestige.storage;

import dev.vestige.base.encoding.ByteSink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Lists traces by looking at every span: the model of [Storage#traces].
final class MemoryTraces {

  private final TraceQuery query;
  private final Map<TraceId, TraceFacts> facts = new TreeMap<>();
  private final Map<TraceId, Long> matches = new TreeMap<>();

  MemoryTraces(TraceQuery query) {
    this.query = query;
  }

  void list(List<SpanBatch> batches, Predicate<TraceSummary> visitor) {
    for (SpanBatch batch : batches) {
      for (int row = 0; row < batch.size() && batch.tenant().equals(query.tenant()); row++) {
        add(batch, row);
      }
    }
    TreeMap<TracePosition, TraceFacts> places = new TreeMap<>();
    facts.forEach((trace, fact) ->
        Optional.ofNullable(matches.get(trace))
            .ifPresent(end -> places.put(new TracePosition(end, trace), fact)));
    for (Map.Entry<TracePosition, TraceFacts> place : places.entrySet()) {
      query.cancellation().check();
      TracePosition position = place.getKey();
      boolean before = query.after().isPresent() && position.compareTo(query.after().get()) <= 0;
      if (!before && !visitor.test(place.getValue().summary(position))) {
        return;
      }
    }
  }

  private void add(SpanBatch batch, int row) {
    TraceId trace = new TraceId(batch.traceIdHigh(row), batch.traceIdLow(row));
    String service = Streams.service(batch, row);
    String name = text(batch, batch.name(row));
    TraceFacts fact = facts.computeIfAbsent(trace, _ -> new TraceFacts());
    fact.add(
        batch.startNanos(row),
        batch.endNanos(row),
        batch.statusCode(row) == TraceFacts.STATUS_ERROR);
    fact.addService(service);
    if (batch.parentId(row) == 0 && fact.isRoot(batch.startNanos(row), batch.spanId(row))) {
      fact.root(batch.startNanos(row), batch.spanId(row), service, name);
    }
    if (query.matchesTimes(batch.startNanos(row), batch.endNanos(row))
        && (query.services().isEmpty() || query.services().contains(service))
        && query.name().equals(query.name().map(_ -> name))) {
      matches.merge(trace, batch.endNanos(row), Math::max);
    }
  }

  static String text(SpanBatch batch, int value) {
    ByteSink out = new ByteSink();
    batch.values().appendText(value, out);
    return out.slice().toString();
  }
}
