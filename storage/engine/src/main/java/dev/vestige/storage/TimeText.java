package dev.vestige.storage;

import dev.vestige.base.encoding.ByteSink;

/// Writes nanoseconds since the epoch as RFC 3339 in UTC with up to nine fraction digits.
public final class TimeText {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long SECONDS_PER_DAY = 86_400;

  private TimeText() {}

  public static void append(long nanos, ByteSink out) {
    long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
    int fraction = (int) Math.floorMod(nanos, NANOS_PER_SECOND);
    appendDate(Math.floorDiv(seconds, SECONDS_PER_DAY), out);
    int ofDay = (int) Math.floorMod(seconds, SECONDS_PER_DAY);
    out.putByte('T');
    appendTwo(ofDay / 3600, out);
    out.putByte(':');
    appendTwo(ofDay / 60 % 60, out);
    out.putByte(':');
    appendTwo(ofDay % 60, out);
    if (fraction != 0) {
      appendFraction(fraction, out);
    }
    out.putByte('Z');
  }

  /// Days since the epoch to year, month, day of the Gregorian calendar, counting from a 1 March so
  /// that the leap day is the last of its year.
  private static void appendDate(long epochDay, ByteSink out) {
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    int dayOfEra = (int) (shifted - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shiftedMonth = (5 * dayOfYear + 2) / 153;
    int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    appendTwo(year / 100, out);
    appendTwo(year % 100, out);
    out.putByte('-');
    appendTwo(month, out);
    out.putByte('-');
    appendTwo(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, out);
  }

  private static void appendTwo(int value, ByteSink out) {
    out.putByte('0' + value / 10);
    out.putByte('0' + value % 10);
  }

  private static void appendFraction(int fraction, ByteSink out) {
    out.putByte('.');
    int rest = fraction;
    for (int unit = 100_000_000; rest != 0; unit /= 10) {
      out.putByte('0' + rest / unit);
      rest %= unit;
    }
  }
}
