package dev.vestige.base.encoding;

/// What [CodeCodec] must know about a block before it chooses.
///
/// @param runs how many times a code begins to repeat itself
/// @param longestRun the most codes that follow one another and are equal
record CodeStatistics(int count, int min, int max, int runs, int longestRun) {
  static CodeStatistics of(int[] codes, int offset, int count) {
    if (count == 0) {
      return new CodeStatistics(0, 0, 0, 0, 0);
    }
    int min = codes[offset];
    int max = min;
    int previous = min;
    int runs = 1;
    int runStart = offset;
    int longestRun = 0;
    for (int i = offset + 1; i < offset + count; i++) {
      int code = codes[i];
      if (code != previous) {
        min = Math.min(min, code);
        max = Math.max(max, code);
        previous = code;
        runs++;
        longestRun = Math.max(longestRun, i - runStart);
        runStart = i;
      }
    }
    if (min < 0) {
      throw new IllegalArgumentException("a code of " + min + "; codes begin at 0");
    }
    return new CodeStatistics(
        count, min, max, runs, Math.max(longestRun, offset + count - runStart));
  }

  int width() {
    return BitPacking.width(max - min);
  }

  /// The bits of a run's length, less one.
  int lengthWidth() {
    return BitPacking.width(longestRun - 1);
  }

  long packedBytes() {
    return 7 + BitPacking.packedBytes(count, width());
  }

  long runsBytes() {
    return 10 + BitPacking.packedBytes(runs, width()) + BitPacking.packedBytes(runs, lengthWidth());
  }
}
