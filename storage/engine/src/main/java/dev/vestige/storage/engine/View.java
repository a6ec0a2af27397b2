package dev.vestige.storage.engine;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchCopy;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.part.PartSpans;
import dev.vestige.storage.part.ReadContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Everything a search sees at one moment. A flush replaces heads by parts and a merge parts by a
/// part in one step, so that no span is seen twice or not at all. Immutable.
///
/// @param heads oldest first; the last one grows
/// @param aside provisional copies, which are in no head and no part
record View(List<Head> heads, List<StoredPart> parts, List<SpanBatch> aside) {
  View {
    heads = List.copyOf(heads);
    parts = List.copyOf(parts);
    aside = List.copyOf(aside);
  }

  View(List<Head> heads, List<StoredPart> parts) {
    this(heads, parts, List.of());
  }

  Head active() {
    return heads.getLast();
  }

  View withHead(Head head) {
    List<Head> more = new ArrayList<>(heads);
    more.add(head);
    return new View(more, parts, aside);
  }

  View withAside(List<SpanBatch> batches) {
    return new View(heads, parts, batches);
  }

  /// Moves a batch that was aside into a new growing head.
  View adopt(SpanBatch batch, long sequence) {
    Head head = new Head();
    head.add(batch, sequence);
    List<Head> more = new ArrayList<>(heads);
    if (active().rows() == 0) {
      more.removeLast();
    }
    more.add(head);
    return new View(more, parts, aside.stream().filter(other -> other != batch).toList());
  }

  /// The batches that are in no part.
  List<SpanBatch> batchesInMemory() {
    List<SpanBatch> batches = new ArrayList<>(aside);
    heads.forEach(head -> batches.addAll(head.batches()));
    return batches;
  }

  View replace(List<Head> doneHeads, List<StoredPart> gone, List<StoredPart> come) {
    List<Head> leftHeads = new ArrayList<>(heads);
    leftHeads.removeAll(doneHeads);
    List<StoredPart> leftParts = new ArrayList<>(parts);
    leftParts.removeAll(gone);
    leftParts.addAll(come);
    return new View(leftHeads, leftParts, aside);
  }

  /// Keeps the parts from being deleted until [#release()]; false when one is gone already.
  boolean tryHold() {
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).reader().tryHold()) {
        parts.subList(0, i).forEach(part -> part.reader().release());
        return false;
      }
    }
    return true;
  }

  void release() {
    parts.forEach(part -> part.reader().release());
  }

  /// Hands out the spans of some traces, one batch per place that has some. The parts must be held.
  void spans(
      TenantId tenant,
      List<TraceId> traces,
      Cancellation cancellation,
      ReadContext context,
      Consumer<SpanBatch> sink) {
    for (TraceId trace : traces) {
      for (StoredPart part : parts) {
        cancellation.check();
        PartSpans.read(part.reader(), tenant, trace, context, sink);
      }
      for (SpanBatch batch : batchesInMemory()) {
        if (batch.tenant().equals(tenant)) {
          SpanBatchCopy.ofTrace(batch, trace).ifPresent(sink);
        }
      }
    }
  }

  /// Tenants that may have rows in a range: all of those in memory, and of parts that overlap it.
  List<TenantId> tenants(TimeRange range) {
    TreeSet<TenantId> tenants = new TreeSet<>();
    for (StoredPart part : parts) {
      if (range.overlaps(part.summary().minTimeNanos(), part.summary().maxTimeNanos())) {
        tenants.addAll(part.reader().tenants());
      }
    }
    batchesInMemory().forEach(batch -> tenants.add(batch.tenant()));
    return List.copyOf(tenants);
  }

  StoreSize size(long walBytes, boolean readOnly) {
    long headRows = batchesInMemory().stream().mapToLong(SpanBatch::size).sum();
    long partRows = parts.stream().mapToLong(part -> part.summary().rows()).sum();
    long partBytes = parts.stream().mapToLong(part -> part.summary().sizeBytes()).sum();
    return new StoreSize(headRows, partRows, parts.size(), partBytes, walBytes, readOnly);
  }
}
