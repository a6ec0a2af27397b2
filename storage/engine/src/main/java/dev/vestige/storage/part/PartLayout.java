package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.IntList;
import dev.vestige.storage.Limits;

/// How the rows of a part are ordered and cut: tenants in order, inside a tenant traces by (start,
/// id), inside a trace spans by start. Blocks end where a trace ends unless a trace alone is larger
/// than a block.
///
/// The arrays belong to the layout and are not changed.
final class PartLayout {
  final int rows;
  final long[] traceHigh;
  final long[] traceLow;
  final long[] traceStart;

  /// Trace t has the rows from `traceRow[t]` to before `traceRow[t + 1]`.
  final int[] traceRow;

  final TenantId[] tenants;

  /// Tenant i has the traces from `tenantTrace[i]` to before `tenantTrace[i + 1]`.
  final int[] tenantTrace;

  /// Block b has the rows from `blockRow[b]` to before `blockRow[b + 1]`.
  final int[] blockRow;

  PartLayout(
      long[] traceHigh,
      long[] traceLow,
      long[] traceStart,
      int[] traceRow,
      TenantId[] tenants,
      int[] tenantTrace) {
    this.traceHigh = traceHigh;
    this.traceLow = traceLow;
    this.traceStart = traceStart;
    this.traceRow = traceRow;
    this.tenants = tenants;
    this.tenantTrace = tenantTrace;
    this.rows = traceRow[traceRow.length - 1];
    this.blockRow = cutBlocks();
  }

  int traces() {
    return traceHigh.length;
  }

  int blocks() {
    return blockRow.length - 1;
  }

  private int[] cutBlocks() {
    IntList cuts = new IntList();
    cuts.add(0);
    int blockStart = 0;
    for (int trace = 0; trace < traces(); trace++) {
      if (traceRow[trace + 1] - blockStart > Limits.BLOCK_ROWS_MAX
          && traceRow[trace] > blockStart) {
        blockStart = traceRow[trace];
        cuts.add(blockStart);
      }
      while (traceRow[trace + 1] - blockStart > Limits.BLOCK_ROWS_MAX) {
        blockStart += Limits.BLOCK_ROWS_MAX;
        cuts.add(blockStart);
      }
    }
    if (rows > blockStart) {
      cuts.add(rows);
    }
    return cuts.toArray();
  }

  /// The trace of every row.
  int[] traceOfRow() {
    int[] trace = new int[rows];
    for (int t = 0; t < traces(); t++) {
      java.util.Arrays.fill(trace, traceRow[t], traceRow[t + 1], t);
    }
    return trace;
  }
}
