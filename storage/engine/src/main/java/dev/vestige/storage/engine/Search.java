package dev.vestige.storage.engine;

import dev.vestige.base.TenantId;
import dev.vestige.storage.BatchBlock;
import dev.vestige.storage.Block;
import dev.vestige.storage.BlockVisitor;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.storage.part.PartBlocks;
import dev.vestige.storage.part.PartReader;
import dev.vestige.storage.part.ReadContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// One search over a view: lists the blocks that may have rows, orders them, and lets workers take
/// one after another. Used once.
final class Search {
  private final SearchRequest request;
  private final BlockVisitor visitor;
  private final List<Candidate> candidates = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicLong blocksVisited = new AtomicLong();
  private final AtomicLong rowsVisited = new AtomicLong();
  private final AtomicLong bytesRead = new AtomicLong();
  private long partsVisited;
  private long partsSkipped;
  private long blocksSpared;
  private final WholeParts wholeParts;
  private volatile boolean enough;

  /// A block that may have rows, not opened yet.
  private record Candidate(
      TenantId tenant,
      Optional<HeadBatch> batch,
      Optional<PartReader> part,
      int block,
      long newest,
      BlockVisitor visitor) {}

  Search(SearchRequest request, BlockVisitor visitor) {
    this.request = request;
    this.visitor = visitor;
    this.wholeParts = new WholeParts(request, visitor, bytesRead);
  }

  /// Searches the view, whose parts the caller holds.
  SearchStatistics run(View view, ScanPool pool, ReadContexts contexts) {
    wholeParts.visit(view, pool);
    ReadContext context = contexts.borrow();
    try {
      for (TenantId tenant : request.tenants()) {
        addHeads(view, tenant);
        addParts(view, tenant, context);
      }
    } finally {
      contexts.giveBack(context);
    }
    if (request.order() == SearchRequest.Order.NEWEST_FIRST) {
      candidates.sort(Comparator.comparingLong(Candidate::newest).reversed());
    }
    if (!candidates.isEmpty()) {
      pool.runByTurns(Math.min(workers(pool), candidates.size()), this::step);
    }
    return new SearchStatistics(
        partsVisited,
        partsSkipped,
        blocksVisited.get(),
        candidates.size() + blocksSpared - blocksVisited.get(),
        rowsVisited.get(),
        bytesRead.get());
  }

  private int workers(ScanPool pool) {
    return request.workersMax() == 0
        ? pool.threads()
        : Math.min(pool.threads(), request.workersMax());
  }

  private void addHeads(View view, TenantId tenant) {
    for (Head head : view.inMemory()) {
      for (HeadBatch batch : head.batches()) {
        if (batch.batch().tenant().equals(tenant)
            && batch.overlaps(request.range())
            && mayHaveTraces(batch)) {
          candidates.add(
              new Candidate(
                  tenant, Optional.of(batch), Optional.empty(), 0, batch.maxTimeNanos(), visitor));
        }
      }
    }
  }

  private boolean mayHaveTraces(HeadBatch batch) {
    return request.traces().isEmpty() || request.traces().get().stream().anyMatch(batch::mayHave);
  }

  private void addParts(View view, TenantId tenant, ReadContext context) {
    for (StoredPart part : view.parts()) {
      PartReader reader = part.reader();
      if (!request.range().overlaps(part.summary().minTimeNanos(), part.summary().maxTimeNanos())
          || !reader.hasTenant(tenant)) {
        partsSkipped++;
        continue;
      }
      partsVisited++;
      Optional<BlockVisitor> blockVisitor = wholeParts.visitorOf(reader);
      if (blockVisitor.isEmpty()) {
        blocksSpared += reader.blockCount();
        continue;
      }
      List<Integer> blocks =
          request.traces().isPresent()
              ? PartBlocks.candidates(reader, tenant, request.traces().get(), context)
              : PartBlocks.candidates(reader, tenant, request.range());
      for (int block : blocks) {
        candidates.add(
            new Candidate(
                tenant,
                Optional.empty(),
                Optional.of(reader),
                block,
                PartBlocks.maxTimeNanos(reader, block),
                blockVisitor.get()));
      }
    }
  }

  /// Visits a block; false when none is left.
  private boolean step(int worker, ReadContext context) {
    int place = enough ? candidates.size() : next.getAndIncrement();
    if (place >= candidates.size()) {
      return false;
    }
    long before = context.bytesRead();
    try {
      request.cancellation().check();
      visit(candidates.get(place), worker, context);
      return true;
    } catch (RuntimeException | Error e) {
      enough = true;
      throw e;
    } finally {
      bytesRead.addAndGet(context.bytesRead() - before);
    }
  }

  private void visit(Candidate candidate, int worker, ReadContext context) {
    if (request.order() == SearchRequest.Order.NEWEST_FIRST
        && candidate.newest < visitor.oldestNeededNanos()) {
      return;
    }
    Optional<Block> block =
        candidate.batch.isPresent()
            ? BatchBlock.open(candidate.batch.get().batch(), request.range(), request.traces())
            : candidate.part.flatMap(part ->
                PartBlocks.open(
                    part,
                    candidate.block,
                    candidate.tenant,
                    request.range(),
                    request.traces(),
                    context));
    if (block.isEmpty()) {
      return;
    }
    blocksVisited.incrementAndGet();
    rowsVisited.addAndGet(block.get().rows());
    if (!candidate.visitor.visit(block.get(), worker)) {
      enough = true;
    }
  }
}
