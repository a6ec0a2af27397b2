package dev.vestige.logsql.value;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// RFC 3339 times and nanoseconds since the epoch. Reading accepts up to nine fraction digits, a
/// blank in place of the `T`, and a missing zone, which means UTC.
public final class Timestamps {
  /// What [#parse] returns for a text that is no time.
  public static final long NONE = Long.MIN_VALUE;

  /// The first and the last instant of the years whose nanoseconds fit a long whatever the zone.
  public static final long EARLIEST = -9_214_560_000_000_000_000L;

  public static final long LATEST = 9_214_646_399_999_999_999L;

  private static final int SECONDS_LENGTH = "2006-01-02T15:04:05".length();
  private static final int FRACTION_DIGITS_MAX = 9;
  private static final int YEAR_MIN = 1678;
  private static final int YEAR_MAX = 2261;
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };

  private Timestamps() {}

  /// Nanoseconds since the epoch, or [#NONE].
  public static long parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parse(bytes, 0, bytes.length);
  }

  /// Nanoseconds since the epoch, or [#NONE].
  public static long parse(byte[] bytes, int from, int to) {
    if (to - from < SECONDS_LENGTH || !hasShape(bytes, from)) {
      return NONE;
    }
    int year = number(bytes, from, 4);
    int month = number(bytes, from + 5, 2);
    int day = number(bytes, from + 8, 2);
    int hour = number(bytes, from + 11, 2);
    int minute = number(bytes, from + 14, 2);
    int second = number(bytes, from + 17, 2);
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1) {
      return NONE;
    }
    if (day > daysInMonth(year, month) || outside(hour, 23) || outside(minute, 59)) {
      return NONE;
    }
    if (outside(second, 59)) {
      return NONE;
    }
    long seconds = epochDay(year, month, day) * 86_400L + hour * 3600L + minute * 60L + second;
    int position = from + SECONDS_LENGTH;
    long fraction = 0;
    if (position < to && bytes[position] == '.') {
      int end = position + 1;
      while (end < to && Decimals.isDigit(bytes[end])) {
        end++;
      }
      int digits = end - position - 1;
      if (digits == 0 || digits > FRACTION_DIGITS_MAX) {
        return NONE;
      }
      fraction = number(bytes, position + 1, digits);
      for (int i = digits; i < FRACTION_DIGITS_MAX; i++) {
        fraction *= 10;
      }
      position = end;
    }
    int offsetSeconds = zoneSeconds(bytes, position, to);
    return offsetSeconds == Integer.MIN_VALUE
        ? NONE
        : (seconds - offsetSeconds) * Durations.NANOS_PER_SECOND + fraction;
  }

  private static boolean hasShape(byte[] bytes, int from) {
    return bytes[from + 4] == '-'
        && bytes[from + 7] == '-'
        && (bytes[from + 10] == 'T' || bytes[from + 10] == ' ')
        && bytes[from + 13] == ':'
        && bytes[from + 16] == ':';
  }

  private static boolean outside(int value, int max) {
    return value < 0 || value > max;
  }

  /// Seconds east of UTC, `Integer.MIN_VALUE` when what is left is no zone.
  private static int zoneSeconds(byte[] bytes, int at, int to) {
    int left = to - at;
    if (left == 0 || (left == 1 && bytes[at] == 'Z')) {
      return 0;
    }
    if (left != 6 || bytes[at + 3] != ':' || (bytes[at] != '+' && bytes[at] != '-')) {
      return Integer.MIN_VALUE;
    }
    int hours = number(bytes, at + 1, 2);
    int minutes = number(bytes, at + 4, 2);
    if (outside(hours, 24) || outside(minutes, 60)) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return bytes[at] == '-' ? -seconds : seconds;
  }

  /// The decimal number of exactly `length` digits, -1 when one is no digit.
  private static int number(byte[] bytes, int from, int length) {
    int value = 0;
    for (int i = from; i < from + length; i++) {
      if (!Decimals.isDigit(bytes[i])) {
        return -1;
      }
      value = value * 10 + (bytes[i] - '0');
    }
    return value;
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private static int daysInMonth(int year, int month) {
    return switch (month) {
      case 2 -> isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static long epochDay(int year, int month, int day) {
    int before = year - 1;
    long days = 365L * before + before / 4 - before / 100 + before / 400 - 719_162;
    days += DAYS_BEFORE_MONTH[month - 1] + (month > 2 && isLeap(year) ? 1 : 0);
    return days + day - 1;
  }

  /// RFC 3339 in UTC with as many of nine fraction digits as are needed.
  public static String format(long nanos) {
    StringBuilder text = new StringBuilder(formatFull(nanos));
    int end = text.length() - 1;
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    end -= text.charAt(end - 1) == '.' ? 1 : 0;
    return text.replace(end, text.length(), "Z").toString();
  }

  /// RFC 3339 in UTC with all nine fraction digits.
  public static String formatFull(long nanos) {
    long seconds = Math.floorDiv(nanos, Durations.NANOS_PER_SECOND);
    long fraction = Math.floorMod(nanos, Durations.NANOS_PER_SECOND);
    String whole = Instant.ofEpochSecond(seconds).toString();
    String digits = Long.toString(Durations.NANOS_PER_SECOND + fraction).substring(1);
    return whole.substring(0, whole.length() - 1) + "." + digits + "Z";
  }
}
