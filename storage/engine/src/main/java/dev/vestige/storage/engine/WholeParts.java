package dev.vestige.storage.engine;

import dev.vestige.base.TenantId;
import dev.vestige.storage.BlockVisitor;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.part.PartCounts;
import dev.vestige.storage.part.PartReader;
import dev.vestige.storage.part.ReadContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The parts that a search asks for all rows of: shows them to the visitor before any block, which
/// may know enough then. Used once.
final class WholeParts {
  private final SearchRequest request;
  private final BlockVisitor visitor;
  private final AtomicLong bytesRead;
  private final List<Whole> parts = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  /// Who looks at the blocks of a part that was shown; parts are told apart by identity.
  private final Map<PartReader, Optional<BlockVisitor>> visitors = new ConcurrentHashMap<>();

  private record Whole(PartReader part, TenantId tenant) {}

  WholeParts(SearchRequest request, BlockVisitor visitor, AtomicLong bytesRead) {
    this.request = request;
    this.visitor = visitor;
    this.bytesRead = bytesRead;
  }

  void visit(View view, ScanPool pool) {
    if (!visitor.visitsParts() || request.traces().isPresent()) {
      return;
    }
    for (StoredPart part : view.parts()) {
      for (TenantId tenant : request.tenants()) {
        if (PartCounts.areOf(part.reader(), tenant, request.range())) {
          parts.add(new Whole(part.reader(), tenant));
        }
      }
    }
    if (!parts.isEmpty()) {
      pool.run(Math.min(pool.threads(), parts.size()), this::work);
    }
  }

  private void work(int worker, ReadContext context) {
    long before = context.bytesRead();
    try {
      for (int i = next.getAndIncrement(); i < parts.size(); i = next.getAndIncrement()) {
        request.cancellation().check();
        Whole whole = parts.get(i);
        PartCounts counts = new PartCounts(whole.part, whole.tenant, context);
        visitors.put(whole.part, visitor.visitPart(counts, worker));
      }
    } finally {
      bytesRead.addAndGet(context.bytesRead() - before);
    }
  }

  /// Who looks at the blocks of a part, if anyone has to.
  Optional<BlockVisitor> visitorOf(PartReader part) {
    return visitors.getOrDefault(part, Optional.of(visitor));
  }
}
