package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.value.Durations;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ValueText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// The time of a line of RFC 3164, which has no year: that of the last twelve months is meant. Some
/// programs write RFC 3339 in its place. Confined to one worker.
final class SyslogTime {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int LENGTH = "Jan 02 15:04:05".length();

  private final Instant now;
  private final ZoneId zone;
  private Instant read = Instant.EPOCH;

  /// @param zone of times that name none
  SyslogTime(Instant now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /// The zone that is so far east of UTC.
  static ZoneId zone(long offsetNanos) {
    long seconds = offsetNanos / Durations.NANOS_PER_SECOND;
    long most = ZoneOffset.MAX.getTotalSeconds();
    return ZoneOffset.ofTotalSeconds((int) Math.clamp(seconds, -most, most));
  }

  /// Reads the time at the start of the text and returns where it ends; -1 when there is none.
  int end(byte[] bytes, int from, int to) {
    if (from + LENGTH <= to && readShort(bytes, from)) {
      return from + LENGTH;
    }
    int end = from;
    while (end < to && bytes[end] != ' ') {
      end++;
    }
    long nanos = Timestamps.parse(bytes, from, end);
    if (nanos == Timestamps.NONE) {
      return -1;
    }
    read =
        Instant.ofEpochSecond(
            Math.floorDiv(nanos, Durations.NANOS_PER_SECOND),
            Math.floorMod(nanos, Durations.NANOS_PER_SECOND));
    return end;
  }

  private boolean readShort(byte[] bytes, int from) {
    int month = month(bytes, from);
    int day = bytes[from + 4] == ' ' ? digit(bytes[from + 5]) : number(bytes, from + 4);
    if (month < 0 || bytes[from + 3] != ' ' || bytes[from + 6] != ' ' || day < 0) {
      return false;
    }
    int hour = number(bytes, from + 7);
    int minute = number(bytes, from + 10);
    int second = number(bytes, from + 13);
    if (bytes[from + 9] != ':' || bytes[from + 12] != ':') {
      return false;
    }
    int year = now.atZone(zone).getYear();
    try {
      read = instant(year, month, day, hour, minute, second);
      if (read.isAfter(now.plus(1, ChronoUnit.DAYS))) {
        read = instant(year - 1, month, day, hour, minute, second);
      }
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private Instant instant(int year, int month, int day, int hour, int minute, int second) {
    return LocalDateTime.of(year, month, day, hour, minute, second).atZone(zone).toInstant();
  }

  private static int month(byte[] bytes, int from) {
    for (int month = 0; month < 12; month++) {
      if (bytes[from] == MONTHS.charAt(3 * month)
          && bytes[from + 1] == MONTHS.charAt(3 * month + 1)
          && bytes[from + 2] == MONTHS.charAt(3 * month + 2)) {
        return month + 1;
      }
    }
    return -1;
  }

  /// Two digits, -1 for anything else.
  private static int number(byte[] bytes, int from) {
    int tens = digit(bytes[from]);
    int ones = digit(bytes[from + 1]);
    return tens < 0 || ones < 0 ? -1 : 10 * tens + ones;
  }

  private static int digit(byte b) {
    return b >= '0' && b <= '9' ? b - '0' : -1;
  }

  /// Appends the time that was read, with milliseconds.
  void append(ByteSink out) {
    String seconds =
        LocalDateTime.ofInstant(read, ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS).toString();
    ValueText.appendAscii(seconds.length() == 16 ? seconds + ":00" : seconds, out);
    ValueText.appendAscii(".%03dZ".formatted(Math.floorMod(read.toEpochMilli(), 1000)), out);
  }
}
