package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.filter.DayRangeFilter;
import dev.vestige.logsql.filter.WeekRangeFilter;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;

/// The value is a time that falls into a part of the day or of the week.
final class CyclePredicate extends ValuePredicate {
  private static final int DAYS_PER_WEEK = 7;

  /// The epoch was a Thursday, four days into a week that starts on Sunday.
  private static final int EPOCH_DAY_OF_WEEK = 4;

  private final long periodNanos;
  private final long shiftNanos;
  private final long min;
  private final long max;

  /// @param shiftNanos added before the remainder is taken; from 0 to before `periodNanos`
  private CyclePredicate(long periodNanos, long shiftNanos, long min, long max) {
    this.periodNanos = periodNanos;
    this.shiftNanos = shiftNanos;
    this.min = min;
    this.max = max;
  }

  static CyclePredicate ofDay(DayRangeFilter filter) {
    long period = DayRangeFilter.NANOS_PER_DAY;
    long shift = Math.floorMod(-filter.offsetNanos(), period);
    return new CyclePredicate(period, shift, filter.minNanosOfDay(), filter.maxNanosOfDay());
  }

  static CyclePredicate ofWeek(WeekRangeFilter filter) {
    long day = DayRangeFilter.NANOS_PER_DAY;
    long period = DAYS_PER_WEEK * day;
    long shift = Math.floorMod(EPOCH_DAY_OF_WEEK * day - filter.offsetNanos(), period);
    return new CyclePredicate(
        period, shift, filter.minDay() * day, (filter.maxDay() + 1) * day - 1);
  }

  private boolean holds(long nanos) {
    long inCycle = (Math.floorMod(nanos, periodNanos) + shiftNanos) % periodNanos;
    return inCycle >= min && inCycle <= max;
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    long nanos = Timestamps.parse(bytes, from, to);
    return nanos != Timestamps.NONE && holds(nanos);
  }

  @Override
  int cost() {
    return Cost.NUMBER;
  }

  @Override
  void narrowLongs(ColumnVector.Longs column, Bitmap rows, ByteSink text) {
    if (column.format() != NumberFormat.TIME) {
      super.narrowLongs(column, rows, text);
      return;
    }
    keepPresent(column, rows);
    long[] values = column.values();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      if (!holds(values[row])) {
        rows.clear(row);
      }
    }
  }
}
