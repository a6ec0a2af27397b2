package dev.vestige.storage.part;

import dev.vestige.storage.Limits;

/// The traces of a block and their rows. The arrays belong to it.
final class BlockTraces {
  final int count;
  final long[] high;
  final long[] low;
  final long[] start;

  /// Trace t has the block's rows from `row[t]` to before `row[t + 1]`.
  final int[] row;

  private BlockTraces(int count, long[] high, long[] low, long[] start, int[] row) {
    this.count = count;
    this.high = high;
    this.low = low;
    this.start = start;
    this.row = row;
  }

  static BlockTraces read(ChunkSource in, PlaneCodec planes, int rows) {
    int count = in.count(Limits.BLOCK_ROWS_MAX, "traces of a block");
    long[] high = new long[count];
    long[] low = new long[count];
    long[] start = new long[count];
    int[] rowCount = new int[count];
    planes.unpackLongs(in, high, count);
    planes.unpackLongs(in, low, count);
    planes.unpackLongs(in, start, count);
    planes.unpackInts(in, rowCount, count);
    int[] row = new int[count + 1];
    for (int t = 0; t < count; t++) {
      if (rowCount[t] <= 0 || rowCount[t] > rows - row[t]) {
        throw in.corrupt("trace " + t + " of " + rowCount[t] + " rows in a block of " + rows);
      }
      row[t + 1] = row[t] + rowCount[t];
    }
    if (row[count] != rows) {
      throw in.corrupt("traces of " + row[count] + " rows in a block of " + rows);
    }
    return new BlockTraces(count, high, low, start, row);
  }

  /// The number of the trace that has rows from `fromRow` to before `toRow`, which are a tenant's;
  /// -1 when there is none.
  int find(long traceHigh, long traceLow, int fromRow, int toRow) {
    for (int t = 0; t < count; t++) {
      if (low[t] == traceLow && high[t] == traceHigh && row[t] >= fromRow && row[t] < toRow) {
        return t;
      }
    }
    return -1;
  }
}
