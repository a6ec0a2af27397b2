package dev.vestige.logsql.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A time as people write it: a date cut short at any unit (`2025`, `2025-06-15T10`), with a
/// fraction, with or without a zone; `now`, `now-1h`, `-1h`; or seconds, milliseconds, microseconds
/// or nanoseconds since the epoch, told apart by their size.
///
/// @param firstNanos the first nanosecond of the written unit
/// @param lastNanos the last nanosecond of the written unit: the end of the year for `2025`, the
///   end of the millisecond for three fraction digits; equal to `firstNanos` for all other
///   fractions, relative times and epoch numbers. A number behind `-` or `now-` counts seconds
/// @param text the time as written, with its zone where the writer left it out
public record TimeText(long firstNanos, long lastNanos, String text) {
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)(?:T(\\d\\d)(?::(\\d\\d)(?::(\\d\\d)(\\.\\d{1,9})?)?)?)?)?)?"
              + "(Z|[+-]\\d\\d:\\d\\d)?");
  private static final Pattern EPOCH = Pattern.compile("\\d+(\\.\\d+)?([eE][+-]?\\d{1,2})?");
  private static final int TEXT_LENGTH_MAX = 64;
  private static final int YEAR_MIN = 1678;
  private static final int YEAR_MAX = 2261;

  /// Numbers below this are seconds, below a thousand times this milliseconds, and so on.
  private static final double SECONDS_BELOW = 1L << 31;

  /// Reads a time; null when the text is none.
  ///
  /// @param nowNanos what `now` and durations count from
  /// @param zone the zone of dates that name none
  public static @Nullable TimeText parse(String text, long nowNanos, ZoneId zone) {
    if (text.isEmpty() || text.length() > TEXT_LENGTH_MAX) {
      return null;
    }
    Matcher date = DATE.matcher(text);
    if (date.matches()) {
      return fromDate(text, date, zone);
    }
    if (EPOCH.matcher(text).matches()) {
      return fromEpoch(text);
    }
    return fromDuration(text, nowNanos);
  }

  private static @Nullable TimeText fromDate(String text, Matcher date, ZoneId zone) {
    try {
      LocalDateTime start =
          LocalDateTime.of(
              part(date, 1, 0),
              part(date, 2, 1),
              part(date, 3, 1),
              part(date, 4, 0),
              part(date, 5, 0),
              part(date, 6, 0));
      if (start.getYear() < YEAR_MIN || start.getYear() > YEAR_MAX) {
        return null;
      }
      String zoneText = date.group(8);
      ZoneOffset offset =
          zoneText == null
              ? wholeMinutes(zone.getRules().getOffset(start))
              : ZoneOffset.of(zoneText);
      long fraction = fractionNanos(date.group(7));
      long first = Math.addExact(nanos(start, offset), fraction);
      long last = lastNanos(date, start, offset, first);
      return new TimeText(first, last, zoneText == null ? text + offset.getId() : text);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /// Offsets of long ago have seconds, which no zone of a time can express.
  private static ZoneOffset wholeMinutes(ZoneOffset offset) {
    return ZoneOffset.ofTotalSeconds(offset.getTotalSeconds() / 60 * 60);
  }

  private static int part(Matcher date, int group, int missing) {
    String digits = date.group(group);
    return digits == null ? missing : Integer.parseInt(digits);
  }

  private static long fractionNanos(@Nullable String fraction) {
    return fraction == null ? 0 : Long.parseLong((fraction + "00000000").substring(1, 10));
  }

  private static long nanos(LocalDateTime time, ZoneOffset offset) {
    return Math.multiplyExact(time.toEpochSecond(offset), Durations.NANOS_PER_SECOND);
  }

  private static long lastNanos(
      Matcher date, LocalDateTime start, ZoneOffset offset, long firstNanos) {
    String fraction = date.group(7);
    if (fraction != null) {
      return fraction.length() == 4 ? firstNanos + 999_999 : firstNanos;
    }
    ChronoUnit[] units = {
      ChronoUnit.YEARS,
      ChronoUnit.MONTHS,
      ChronoUnit.DAYS,
      ChronoUnit.HOURS,
      ChronoUnit.MINUTES,
      ChronoUnit.SECONDS
    };
    int parts = 0;
    while (parts < units.length && date.group(parts + 1) != null) {
      parts++;
    }
    return nanos(start.plus(1, units[parts - 1]), offset) - 1;
  }

  private static @Nullable TimeText fromEpoch(String text) {
    double value = Double.parseDouble(text);
    long unit = Durations.NANOS_PER_SECOND;
    for (double below = SECONDS_BELOW; value >= below && unit > 1; below *= 1000) {
      unit /= 1000;
    }
    try {
      BigDecimal nanos = new BigDecimal(text).multiply(BigDecimal.valueOf(unit));
      long exact = nanos.setScale(0, RoundingMode.DOWN).longValueExact();
      return new TimeText(exact, exact, text);
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static @Nullable TimeText fromDuration(String text, long nowNanos) {
    if (text.equals("now")) {
      return new TimeText(nowNanos, nowNanos, text);
    }
    String duration = text.startsWith("now") ? text.substring(3) : text;
    boolean plus = duration.startsWith("+");
    long nanos = Durations.parse(plus ? duration.substring(1) : duration);
    if (nanos == Durations.NONE) {
      nanos = Durations.parse(duration + "s");
    }
    if (nanos == Durations.NONE) {
      return null;
    }
    long ago = nowNanos - Math.abs(nanos);
    return new TimeText(ago, ago, text);
  }
}
