package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.IntList;
import java.util.Arrays;

/// Numbers distinct (tenant, trace id) pairs and keeps the earliest start and the row count of
/// each. Confined to one thread.
final class TraceIndex {
  private long[] high = new long[1024];
  private long[] low = new long[1024];
  private long[] start = new long[1024];
  private int[] tenant = new int[1024];
  private int[] rows = new int[1024];
  private int[] slots = new int[4096];
  private int size;

  int size() {
    return size;
  }

  /// Counts a row and returns its trace's number.
  int add(int tenantNumber, long traceHigh, long traceLow, long startNanos) {
    return add(tenantNumber, traceHigh, traceLow, startNanos, 1);
  }

  int add(int tenantNumber, long traceHigh, long traceLow, long startNanos, int rowCount) {
    int trace = find(tenantNumber, traceHigh, traceLow);
    rows[trace] += rowCount;
    start[trace] = Math.min(start[trace], startNanos);
    return trace;
  }

  private int find(int tenantNumber, long traceHigh, long traceLow) {
    int mask = slots.length - 1;
    int slot = hash(tenantNumber, traceHigh, traceLow) & mask;
    for (int entry; (entry = slots[slot]) != 0; slot = (slot + 1) & mask) {
      int trace = entry - 1;
      if (low[trace] == traceLow && high[trace] == traceHigh && tenant[trace] == tenantNumber) {
        return trace;
      }
    }
    if (size == high.length) {
      grow();
    }
    high[size] = traceHigh;
    low[size] = traceLow;
    tenant[size] = tenantNumber;
    start[size] = Long.MAX_VALUE;
    rows[size] = 0;
    slots[slot] = ++size;
    if (size * 2 > slots.length) {
      growSlots();
    }
    return size - 1;
  }

  private static int hash(int tenantNumber, long traceHigh, long traceLow) {
    long state =
        (traceHigh ^ Long.rotateLeft(traceLow, 32) ^ tenantNumber) * 0x9E37_79B9_7F4A_7C15L;
    return (int) (state >>> 32);
  }

  private void grow() {
    int capacity = size * 2;
    high = Arrays.copyOf(high, capacity);
    low = Arrays.copyOf(low, capacity);
    start = Arrays.copyOf(start, capacity);
    tenant = Arrays.copyOf(tenant, capacity);
    rows = Arrays.copyOf(rows, capacity);
  }

  private void growSlots() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int trace = 0; trace < size; trace++) {
      int slot = hash(tenant[trace], high[trace], low[trace]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = trace + 1;
    }
  }

  /// Orders the traces as a part does. `rankOfTrace`, as long as there are traces, receives the
  /// place of each; tenants are numbered in tenant order.
  PartLayout layout(TenantId[] tenants, int[] rankOfTrace) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    IntSort.sort(order, 0, size, this::compare);
    long[] orderedHigh = new long[size];
    long[] orderedLow = new long[size];
    long[] orderedStart = new long[size];
    int[] traceRow = new int[size + 1];
    IntList tenantTrace = new IntList();
    for (int rank = 0; rank < size; rank++) {
      int trace = order[rank];
      rankOfTrace[trace] = rank;
      orderedHigh[rank] = high[trace];
      orderedLow[rank] = low[trace];
      orderedStart[rank] = start[trace];
      traceRow[rank + 1] = traceRow[rank] + rows[trace];
      while (tenantTrace.size() <= tenant[trace]) {
        tenantTrace.add(rank);
      }
    }
    while (tenantTrace.size() <= tenants.length) {
      tenantTrace.add(size);
    }
    return new PartLayout(
        orderedHigh, orderedLow, orderedStart, traceRow, tenants, tenantTrace.toArray());
  }

  private int compare(int one, int two) {
    int byTenant = Integer.compare(tenant[one], tenant[two]);
    if (byTenant != 0) {
      return byTenant;
    }
    int byStart = Long.compare(start[one], start[two]);
    if (byStart != 0) {
      return byStart;
    }
    int byHigh = Long.compareUnsigned(high[one], high[two]);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low[one], low[two]);
  }
}
