package dev.vestige.logsql.exec.stats.function;

import java.util.Arrays;

/// Which pairs of a group and a dictionary entry were met before, so that work per value is done
/// once per pair. With many groups of many entries it stops remembering, and everything is new.
final class SeenPairs {
  /// 256 KB of bits.
  private static final long PAIRS_MAX = 1L << 21;

  private final int entries;
  private long[] words = new long[0];

  SeenPairs(int entries) {
    this.entries = entries;
  }

  /// Whether the pair is not known to have been met before.
  boolean add(int group, int entry) {
    long pair = (long) group * entries + entry;
    if (pair >= PAIRS_MAX) {
      return true;
    }
    int index = (int) (pair >>> 6);
    if (index >= words.length) {
      words = Arrays.copyOf(words, Growth.length(words.length, index + 1));
    }
    if ((words[index] >>> pair & 1) != 0) {
      return false;
    }
    words[index] |= 1L << pair;
    return true;
  }
}
