package dev.vestige.storage.part;

import dev.vestige.storage.DurationHistogram;
import dev.vestige.storage.RollupQuery;
import java.util.List;

/// The columns of some spans that rollups are made of. The arrays are not changed.
final class SpanRows {
  /// A span that has no parent.
  static final int ROOT = -1;

  /// A span whose parent is not among the rows.
  static final int ELSEWHERE = -2;

  /// The minutes of the ends, as [RollupQuery#minute] counts them.
  final int[] minutes;

  /// The buckets of the durations, as [DurationHistogram] has them.
  final short[] buckets;

  /// The row of each span's parent, or one of the marks above.
  final int[] parents;

  /// Services, names, kinds, statuses, and what [EdgeSeries#SYSTEM_KEYS] name.
  final TextCodes services;

  final TextCodes names;
  final TextCodes kinds;
  final TextCodes statuses;
  final List<TextCodes> systems;

  SpanRows(
      int[] minutes,
      short[] buckets,
      int[] parents,
      TextCodes services,
      TextCodes names,
      TextCodes kinds,
      TextCodes statuses,
      List<TextCodes> systems) {
    this.minutes = minutes;
    this.buckets = buckets;
    this.parents = parents;
    this.services = services;
    this.names = names;
    this.kinds = kinds;
    this.statuses = statuses;
    this.systems = systems;
  }

  static int[] minutes(long[] ends) {
    int[] minutes = new int[ends.length];
    for (int row = 0; row < ends.length; row++) {
      minutes[row] = (int) RollupQuery.minute(ends[row]);
    }
    return minutes;
  }

  static short[] buckets(long[] starts, long[] ends) {
    short[] buckets = new short[ends.length];
    for (int row = 0; row < ends.length; row++) {
      boolean backwards = Long.compareUnsigned(ends[row], starts[row]) < 0;
      buckets[row] = (short) DurationHistogram.bucket(backwards ? 0 : ends[row] - starts[row]);
    }
    return buckets;
  }

  /// Which of the columns of systems names one for a row, -1 when none does.
  int systemColumn(int row) {
    for (int i = 0; i < systems.size(); i++) {
      if (!systems.get(i).isEmpty(row)) {
        return i;
      }
    }
    return -1;
  }
}
