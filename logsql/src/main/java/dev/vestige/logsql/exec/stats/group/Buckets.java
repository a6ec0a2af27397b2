package dev.vestige.logsql.exec.stats.group;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.DurationText;
import dev.vestige.logsql.exec.value.WholeNumbers;
import dev.vestige.logsql.pipe.Bucket;
import dev.vestige.logsql.pipe.BucketUnit;
import dev.vestige.logsql.value.Durations;
import dev.vestige.logsql.value.Ipv4;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import dev.vestige.storage.TimeText;
import dev.vestige.storage.ValueText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Replaces values by the start of the interval they fall into: whole numbers, times, durations and
/// addresses exactly, numbers with a fraction in decimal arithmetic. Everything else stays as it
/// is, numbers with an exponent and sizes too. Immutable.
final class Buckets {
  /// The first Monday behind the epoch.
  private static final long MONDAY_NANOS = 4 * Durations.NANOS_PER_DAY;

  /// Longer texts of digits are no measurements; arithmetic on them takes long.
  private static final int DECIMAL_LENGTH_MAX = 400;

  private final BucketUnit unit;
  private final double size;
  private final double offset;

  /// The same as whole numbers; a size of 0 leaves times, durations and addresses alone.
  private final long wholeSize;

  private final long wholeOffset;
  private final boolean isWhole;

  private Buckets(Bucket bucket) {
    unit = bucket.unit();
    size = bucket.size();
    offset = bucket.offset();
    boolean isWeek = unit == BucketUnit.WEEK;
    wholeSize = isWeek ? Durations.NANOS_PER_WEEK : (long) size;
    wholeOffset = (long) offset + (isWeek ? MONDAY_NANOS : 0);
    isWhole = size == Math.rint(size) && offset == Math.rint(offset) && wholeSize > 0;
  }

  /// For a field to group by; null when its values are not put into buckets.
  static @Nullable Buckets of(@Nullable Bucket bucket) {
    return bucket == null || (bucket.unit() == BucketUnit.NUMBER && bucket.size() == 0)
        ? null
        : new Buckets(bucket);
  }

  /// Whether [#start] of a number of this format is the number of the bucket's start.
  boolean isExactFor(NumberFormat format) {
    return switch (format) {
      case DECIMAL, UNSIGNED -> unit == BucketUnit.NUMBER && isWhole;
      case TIME -> unit != BucketUnit.IPV4;
      case IPV4 -> hasNetworks();
      case HEX -> false;
    };
  }

  private boolean hasNetworks() {
    return unit == BucketUnit.IPV4 || unit == BucketUnit.NUMBER;
  }

  /// The start of a number's bucket; the number itself when its bucket starts outside of 64 bits.
  long start(long value) {
    if (unit == BucketUnit.MONTH || unit == BucketUnit.YEAR) {
      return calendarStart(value);
    }
    if (wholeSize <= 0) {
      return value;
    }
    long start = value - Math.floorMod(value - wholeOffset, wholeSize);
    return start > value ? value : start;
  }

  /// [#start] for an unsigned number.
  long startUnsigned(long value) {
    return value >= 0
        ? start(value)
        : value - Long.remainderUnsigned(value - wholeOffset, wholeSize);
  }

  /// How many numbers from a start on surely fall into its bucket, at least 1.
  long width() {
    return unit == BucketUnit.MONTH || unit == BucketUnit.YEAR
        ? Durations.NANOS_PER_DAY
        : Math.max(1, wholeSize);
  }

  private long calendarStart(long nanos) {
    long shifted = nanos - wholeOffset;
    long seconds = Math.floorDiv(shifted, Durations.NANOS_PER_SECOND);
    LocalDate day = Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate first = unit == BucketUnit.MONTH ? day.withDayOfMonth(1) : day.withDayOfYear(1);
    return first.toEpochDay() * Durations.NANOS_PER_DAY + wholeOffset;
  }

  /// Appends the text of the start of a text's bucket.
  void appendStart(byte[] bytes, int from, int to, ByteSink out) {
    boolean mayFit = WholeNumbers.mayStartNumber(bytes, from, to);
    if (!mayFit || !appended(bytes, from, to, out)) {
      out.putBytes(bytes, from, to - from);
    }
  }

  private boolean appended(byte[] bytes, int from, int to, ByteSink out) {
    if (unit == BucketUnit.NUMBER && appendedNumber(bytes, from, to, out)) {
      return true;
    }
    long time = Timestamps.parse(bytes, from, to);
    if (time != Timestamps.NONE) {
      if (isExactFor(NumberFormat.TIME)) {
        TimeText.append(start(time), out);
      }
      return isExactFor(NumberFormat.TIME);
    }
    long address = Ipv4.parse(bytes, from, to);
    if (address != Ipv4.NONE) {
      if (hasNetworks()) {
        ValueText.appendIpv4((int) start(address), out);
      }
      return hasNetworks();
    }
    long duration = unit == BucketUnit.NUMBER ? Durations.parse(bytes, from, to) : Durations.NONE;
    if (duration == Durations.NONE) {
      return false;
    }
    DurationText.append(start(duration), out);
    return true;
  }

  private boolean appendedNumber(byte[] bytes, int from, int to, ByteSink out) {
    if (isWhole && WholeNumbers.isSigned(bytes, from, to)) {
      ValueText.appendLong(start(WholeNumbers.parse(bytes, from, to)), out);
      return true;
    }
    if (isWhole && WholeNumbers.isUnsigned(bytes, from, to)) {
      ValueText.appendUnsigned(startUnsigned(WholeNumbers.parse(bytes, from, to)), out);
      return true;
    }
    if (!isDecimal(bytes, from, to)) {
      return false;
    }
    BigDecimal value =
        new BigDecimal(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    BigDecimal width = BigDecimal.valueOf(size).stripTrailingZeros();
    BigDecimal shift = BigDecimal.valueOf(offset);
    // Digits finer than those of the size do not count: -0.0025 falls into 0 of 0.5.
    BigDecimal coarse =
        value.subtract(shift).setScale(Math.max(0, width.scale()), RoundingMode.DOWN);
    BigDecimal steps = coarse.divide(width, 0, RoundingMode.FLOOR);
    BigDecimal start = steps.multiply(width).add(shift);
    ValueText.appendAscii(
        start.signum() == 0 ? "0" : start.stripTrailingZeros().toPlainString(), out);
    return true;
  }

  /// An optional minus and digits, perhaps with a dot between them.
  private static boolean isDecimal(byte[] bytes, int from, int to) {
    int at = bytes[from] == '-' ? from + 1 : from;
    boolean dot = false;
    if (at == to || to - from > DECIMAL_LENGTH_MAX || bytes[at] == '.' || bytes[to - 1] == '.') {
      return false;
    }
    for (; at < to; at++) {
      if (bytes[at] == '.' && !dot) {
        dot = true;
      } else if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
    }
    return true;
  }
}
