package dev.vestige.storage.engine;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.storage.EdgeSeries;
import dev.vestige.storage.OpenCall;
import dev.vestige.storage.OperationSeries;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.RollupSums;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.part.BatchRollups;
import dev.vestige.storage.part.OpenCalls;
import dev.vestige.storage.part.PartRollups;
import dev.vestige.storage.part.ReadContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Adds up the rollups of a view, whose parts the caller holds. Used once, by one thread.
final class RollupReads {
  private final View view;
  private final RollupQuery query;
  private final RollupSums sums;
  private final ReadContext context;

  RollupReads(View view, RollupQuery query, ReadContext context) {
    this.view = view;
    this.query = query;
    this.sums = new RollupSums(query);
    this.context = context;
  }

  List<OperationSeries> operations() {
    for (TenantId tenant : query.tenants()) {
      for (StoredPart part : parts()) {
        query.cancellation().check();
        new PartRollups(part.reader(), tenant, sums, context).addOperations();
      }
      new BatchRollups(batches(tenant, query.minutes()), sums).addOperations();
    }
    return sums.operations();
  }

  /// @param unresolved takes the spans whose parents are nowhere in the view
  List<EdgeSeries> edges(Consumer<OpenCall> unresolved) {
    for (TenantId tenant : query.tenants()) {
      OpenCalls open = new OpenCalls(sums);
      for (StoredPart part : parts()) {
        query.cancellation().check();
        new PartRollups(part.reader(), tenant, sums, context).addEdges(open);
      }
      new BatchRollups(batches(tenant, TimeRange.ALL), sums).addEdges(open);
      for (StoredPart part : view.parts()) {
        query.cancellation().check();
        open.resolveIn(part.reader(), tenant, context);
      }
      open.handOut(tenant, unresolved);
    }
    return sums.edges();
  }

  /// The parts that have spans of the time.
  private List<StoredPart> parts() {
    TimeRange range = query.minutes();
    return view.parts().stream()
        .filter(
            part -> range.overlaps(part.summary().minTimeNanos(), part.summary().maxTimeNanos()))
        .toList();
  }

  private List<SpanBatch> batches(TenantId tenant, TimeRange range) {
    List<SpanBatch> batches = new ArrayList<>();
    for (Head head : view.inMemory()) {
      for (HeadBatch batch : head.batches()) {
        if (batch.batch().tenant().equals(tenant) && batch.overlaps(range)) {
          batches.add(batch.batch());
        }
      }
    }
    return batches;
  }
}
