package dev.vestige.storage.part;

import dev.vestige.base.encoding.Hashing;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.RollupSums;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.StatusCode;
import dev.vestige.storage.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Adds what batches in memory have of the spans and calls of their one tenant. Confined to one
/// thread.
public final class BatchRollups {
  private final List<SpanBatch> batches;
  private final RollupSums sums;
  private final List<SpanRows> rows = new ArrayList<>();
  private final long firstMinute;
  private final long lastMinute;
  private int[] slots = new int[0];
  private int[] firstSpan = new int[0];

  public BatchRollups(List<SpanBatch> batches, RollupSums sums) {
    this.batches = batches;
    this.sums = sums;
    for (SpanBatch batch : batches) {
      rows.add(TraceBlock.of(batch).rollupRows());
    }
    firstMinute = RollupQuery.minute(sums.query().minutes().fromNanos());
    lastMinute = RollupQuery.minute(sums.query().minutes().toNanos());
  }

  public void addOperations() {
    run(
        new RollupScan(
            new SumTarget(sums, RollupCells.operationsOf(sums.query())), RollupTarget.NONE));
  }

  /// Adds the calls whose two sides are in memory, and collects the others.
  public void addEdges(OpenCalls open) {
    run(new RollupScan(RollupTarget.NONE, new SumTarget(sums, RollupCells.edgesOf(sums.query()))));
    index();
    for (int b = 0; b < batches.size(); b++) {
      for (int row = 0; row < batches.get(b).size(); row++) {
        int minute = rows.get(b).minutes[row];
        if (batches.get(b).parentId(row) != 0 && minute >= firstMinute && minute <= lastMinute) {
          addCall(call(b, row), open);
        }
      }
    }
    open.resolveWith(this::caller);
  }

  private void run(RollupScan scan) {
    for (int b = 0; b < batches.size(); b++) {
      scan.add(rows.get(b), 0, 0, batches.get(b).size(), firstMinute, lastMinute);
    }
  }

  private OpenCalls.Call call(int b, int row) {
    SpanBatch batch = batches.get(b);
    SpanRows columns = rows.get(b);
    return new OpenCalls.Call(
        new TraceId(batch.traceIdHigh(row), batch.traceIdLow(row)),
        batch.parentId(row),
        columns.services.text(row),
        batch.statusCode(row) == StatusCode.ERROR ? StatusCode.ERROR : 0,
        columns.minutes[row],
        columns.buckets[row],
        Optional.empty());
  }

  private void addCall(OpenCalls.Call call, OpenCalls open) {
    Optional<String> caller = caller(call);
    if (caller.isPresent()) {
      open.count(caller.get(), call);
    } else {
      open.add(call);
    }
  }

  /// A table of all spans by trace and id.
  private void index() {
    firstSpan = new int[batches.size() + 1];
    for (int b = 0; b < batches.size(); b++) {
      firstSpan[b + 1] = firstSpan[b] + batches.get(b).size();
    }
    slots = new int[Math.max(16, Integer.highestOneBit(firstSpan[batches.size()]) * 4)];
    for (int b = 0; b < batches.size(); b++) {
      SpanBatch batch = batches.get(b);
      for (int row = 0; row < batch.size(); row++) {
        int slot = slot(batch.traceIdHigh(row), batch.traceIdLow(row), batch.spanId(row));
        while (slots[slot] != 0) {
          slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = firstSpan[b] + row + 1;
      }
    }
  }

  private int slot(long high, long low, long spanId) {
    return (int) Hashing.mix(high ^ Hashing.mix(low ^ Hashing.mix(spanId))) & (slots.length - 1);
  }

  private Optional<String> caller(OpenCalls.Call call) {
    int slot = slot(call.trace().high(), call.trace().low(), call.parentId());
    for (; slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
      int span = slots[slot] - 1;
      int b = java.util.Arrays.binarySearch(firstSpan, span);
      b = b < 0 ? -b - 2 : b;
      SpanBatch batch = batches.get(b);
      int row = span - firstSpan[b];
      if (batch.spanId(row) == call.parentId()
          && batch.traceIdLow(row) == call.trace().low()
          && batch.traceIdHigh(row) == call.trace().high()) {
        return Optional.of(rows.get(b).services.text(row));
      }
    }
    return Optional.empty();
  }
}
