package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.RollupSums;
import dev.vestige.storage.StatusCode;
import java.util.List;
import java.util.Optional;

/// Adds what a part knows of the spans and calls of a tenant: from its rollup, or span by span
/// where it has none.
public final class PartRollups {
  private final PartReader part;
  private final TenantId tenant;
  private final int tenantNumber;
  private final RollupSums sums;
  private final ReadContext context;
  private final TimeRange range;

  public PartRollups(PartReader part, TenantId tenant, RollupSums sums, ReadContext context) {
    this.part = part;
    this.tenant = tenant;
    this.tenantNumber = part.footer().tenantIndex(tenant);
    this.sums = sums;
    this.context = context;
    this.range = sums.query().minutes();
  }

  public void addOperations() {
    RollupCells.Wanted wanted = RollupCells.operationsOf(sums.query());
    add(
        part.footer().operations(),
        new RollupScan(new SumTarget(sums, wanted), RollupTarget.NONE),
        wanted,
        "rollup of operations");
  }

  /// Adds the calls whose spans stand together, and collects the others.
  public void addEdges(OpenCalls open) {
    RollupCells.Wanted wanted = RollupCells.edgesOf(sums.query());
    add(
        part.footer().edges(),
        new RollupScan(RollupTarget.NONE, new SumTarget(sums, wanted)),
        wanted,
        "rollup of calls");
    collect(open);
  }

  private void add(ChunkPlace place, RollupScan scan, RollupCells.Wanted wanted, String what) {
    if (tenantNumber < 0) {
      return;
    }
    if (place.isMissing()) {
      run(scan);
    } else {
      read(part, context, place, what).addTo(sums, tenantNumber, wanted);
    }
  }

  /// Reads the rollups that a part has.
  ///
  /// @throws dev.vestige.base.VestigeException CORRUPT when they are damaged
  static void check(PartReader part, ReadContext context) {
    for (ChunkPlace place : List.of(part.footer().operations(), part.footer().edges())) {
      if (!place.isMissing()) {
        read(part, context, place, "rollup");
      }
    }
  }

  private static RollupCells read(
      PartReader part, ReadContext context, ChunkPlace place, String what) {
    return RollupCells.read(
        part.chunk(context, place.offset(), place.length(), what),
        context.planes(),
        part.footer().rows());
  }

  private void run(RollupScan scan) {
    for (int block : PartBlocks.candidates(part, tenant, range)) {
      sums.query().cancellation().check();
      TraceBlock traces = TraceBlock.of(part, block, tenant, context);
      scan.add(
          traces.rollupRows(),
          tenantNumber,
          traces.firstRow(),
          traces.endRow(),
          RollupQuery.minute(range.fromNanos()),
          RollupQuery.minute(range.toNanos()));
    }
  }

  /// Blocks that have such spans have a chunk of their parents' ids.
  private void collect(OpenCalls open) {
    ColumnId id = ColumnId.field(ColumnId.Domain.SPANS, Fields.PARENT_ID);
    for (int block : PartBlocks.candidates(part, tenant, range)) {
      BlockColumns columns = new BlockColumns(part, block, context);
      if (part.column(id).filter(columns::hasChunk).isPresent()) {
        sums.query().cancellation().check();
        collect(TraceBlock.of(columns, tenant), open);
      }
    }
  }

  private void collect(TraceBlock block, OpenCalls open) {
    SpanRows rows = block.rollupRows();
    for (int trace = 0; trace < block.traces(); trace++) {
      for (int row = block.rows().from(trace); row < block.rows().to(trace); row++) {
        if (rows.parents[row] == SpanRows.ELSEWHERE && sums.query().hasMinute(rows.minutes[row])) {
          open.add(
              new OpenCalls.Call(
                  block.trace(trace),
                  block.parentId(row),
                  rows.services.text(row),
                  block.isError(row) ? StatusCode.ERROR : 0,
                  rows.minutes[row],
                  rows.buckets[row],
                  block.mayGoOn(trace) ? Optional.empty() : Optional.of(part)));
        }
      }
    }
  }
}
