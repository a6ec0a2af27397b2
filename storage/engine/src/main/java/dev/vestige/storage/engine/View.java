package dev.vestige.storage.engine;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchCopy;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.part.ReadContext;
import dev.vestige.storage.part.TraceReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Everything a search sees at one moment. A flush replaces heads by parts and a merge parts by a
/// part in one step, so that no span is seen twice or not at all. Immutable.
///
/// @param heads oldest first; the last one grows
/// @param aside a head for each provisional copy of a batch of another node; not to be flushed
record View(List<Head> heads, List<StoredPart> parts, List<Head> aside) {
  View {
    heads = List.copyOf(heads);
    parts = List.copyOf(parts);
    aside = List.copyOf(aside);
  }

  View(List<Head> heads, List<StoredPart> parts) {
    this(heads, parts, List.of());
  }

  /// Everything that is in no part.
  List<Head> inMemory() {
    return Stream.concat(aside.stream(), heads.stream()).toList();
  }

  Head active() {
    return heads.getLast();
  }

  View withHead(Head head) {
    List<Head> more = new ArrayList<>(heads);
    more.add(head);
    return new View(more, parts, aside);
  }

  View withAside(List<Head> copies) {
    return new View(heads, parts, copies);
  }

  /// Puts a batch that was aside into a head like all others. It is a new one, because views of
  /// before have the old ones and the copy.
  View adopt(Head copy, SpanBatch batch, long sequence) {
    Head head = new Head();
    head.add(batch, sequence);
    List<Head> more = new ArrayList<>(heads);
    if (active().rows() == 0) {
      more.removeLast();
    }
    more.add(head);
    return new View(more, parts, aside.stream().filter(other -> other != copy).toList());
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

  /// Hands out the spans of some traces, one trace after the other, one batch per place that has
  /// some. The parts must be held.
  void spans(
      TenantId tenant,
      List<TraceId> traces,
      Cancellation cancellation,
      ReadContext context,
      Consumer<SpanBatch> sink) {
    TraceReader reader = new TraceReader(context);
    for (TraceId trace : traces) {
      for (StoredPart part : parts) {
        cancellation.check();
        reader.read(part.reader(), tenant, trace, sink);
      }
      for (Head head : inMemory()) {
        for (HeadBatch batch : head.batches()) {
          if (batch.mayHave(trace) && batch.batch().tenant().equals(tenant)) {
            SpanBatchCopy.ofTrace(batch.batch(), trace).ifPresent(sink);
          }
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
    for (Head head : inMemory()) {
      for (HeadBatch batch : head.batches()) {
        if (batch.overlaps(range)) {
          tenants.add(batch.batch().tenant());
        }
      }
    }
    return List.copyOf(tenants);
  }

  StoreSize size(long walBytes, boolean readOnly) {
    long headRows = inMemory().stream().mapToLong(Head::rows).sum();
    long headBlocks = inMemory().stream().mapToLong(head -> head.batches().size()).sum();
    long partRows = parts.stream().mapToLong(part -> part.summary().rows()).sum();
    long partBlocks = parts.stream().mapToLong(part -> part.reader().blockCount()).sum();
    long partBytes = parts.stream().mapToLong(part -> part.summary().sizeBytes()).sum();
    long uncompressed = parts.stream().mapToLong(part -> part.reader().uncompressedBytes()).sum();
    return new StoreSize(
        headRows,
        headBlocks,
        partRows,
        partBlocks,
        parts.size(),
        partBytes,
        uncompressed,
        walBytes,
        readOnly);
  }
}
