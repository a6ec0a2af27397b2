package dev.vestige.base.encoding;

import java.util.Arrays;

/// The runs of a block of [CodeCodec]: where their codes and lengths stand, bit-packed.
record CodeRuns(int runs, int min, int width, int lengthWidth, int codesAt, int lengthsAt) {
  static void encode(CodeStatistics statistics, int[] codes, int offset, int count, ByteSink sink) {
    int[] runCodes = new int[statistics.runs()];
    int[] runLengths = new int[statistics.runs()];
    int run = -1;
    int previous = -1;
    for (int i = offset; i < offset + count; i++) {
      if (codes[i] == previous) {
        runLengths[run]++;
      } else {
        previous = codes[i];
        runCodes[++run] = previous - statistics.min();
      }
    }
    sink.putVarint(runCodes.length);
    sink.putVarint(statistics.min());
    sink.putByte(statistics.width());
    sink.putByte(statistics.lengthWidth());
    BitPacking.pack(runCodes, 0, runCodes.length, statistics.width(), sink);
    BitPacking.pack(runLengths, 0, runLengths.length, statistics.lengthWidth(), sink);
  }

  static CodeRuns read(ByteSource source) {
    int runs = source.getCount("the number of runs", Integer.MAX_VALUE);
    int min = source.getCount("the least code", Integer.MAX_VALUE);
    int width = width(source);
    int lengthWidth = width(source);
    int codesAt = source.take(BitPacking.packedBytes(runs, width));
    int lengthsAt = source.take(BitPacking.packedBytes(runs, lengthWidth));
    return new CodeRuns(runs, min, width, lengthWidth, codesAt, lengthsAt);
  }

  static int width(ByteSource source) {
    int width = source.getByte();
    if (width > Integer.SIZE) {
      throw source.corrupt("codes of " + width + " bits");
    }
    return width;
  }

  void decode(ByteSource source, int count, int[] target, int offset) {
    int row = 0;
    for (int run = 0; run < runs; run++) {
      int length = length(source, run, count - row);
      Arrays.fill(target, offset + row, offset + row + length, code(source, run));
      row += length;
    }
    requireAll(source, count, row);
  }

  void match(ByteSource source, int count, Bitmap wanted, Bitmap rows, int firstRow) {
    int row = 0;
    for (int run = 0; run < runs; run++) {
      int length = length(source, run, count - row);
      if (CodeCodec.isWanted(code(source, run), wanted, source)) {
        rows.setRange(firstRow + row, firstRow + row + length);
      }
      row += length;
    }
    requireAll(source, count, row);
  }

  private int code(ByteSource source, int run) {
    return min + (int) BitPacking.get(source.array(), codesAt, width, run);
  }

  private int length(ByteSource source, int run, int lengthMax) {
    long length = 1 + BitPacking.get(source.array(), lengthsAt, lengthWidth, run);
    if (length > lengthMax) {
      throw source.corrupt("a run of " + length + " codes where " + lengthMax + " are left");
    }
    return (int) length;
  }

  private static void requireAll(ByteSource source, int count, int found) {
    if (found != count) {
      throw source.corrupt("runs of " + found + " codes altogether, expected " + count);
    }
  }
}
