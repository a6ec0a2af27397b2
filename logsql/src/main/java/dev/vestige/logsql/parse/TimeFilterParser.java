package dev.vestige.logsql.parse;

import dev.vestige.logsql.filter.DayRangeFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.filter.WeekRangeFilter;
import dev.vestige.logsql.value.Durations;
import dev.vestige.logsql.value.TimeText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands behind `_time:`.
final class TimeFilterParser {
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
  private static final List<String> LONG_DAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
  private static final Pattern CLOCK = Pattern.compile("(\\d\\d):(\\d\\d)");
  private static final Pattern LIKE_DATE = Pattern.compile("now.*|\\d{4}([-+Zz].*)?");
  private static final int MINUTES_PER_DAY = 24 * 60;

  private final Cursor cursor;

  TimeFilterParser(Cursor cursor) {
    this.cursor = cursor;
  }

  Filter parse() {
    if (cursor.atWord("day_range")) {
      return dayRange();
    }
    if (cursor.atWord("week_range")) {
      return weekRange();
    }
    if (cursor.acceptWord("offset")) {
      Shift shift = duration();
      long max = minus(now(), shift.nanos());
      return new TimeFilter(Long.MIN_VALUE, max, "offset " + shift.text());
    }
    TimeFilter time = interval();
    if (!cursor.acceptWord("offset")) {
      return time;
    }
    Shift shift = duration();
    return new TimeFilter(
        minus(time.minNanos(), shift.nanos()),
        minus(time.maxNanos(), shift.nanos()),
        time.text() + " offset " + shift.text());
  }

  private TimeFilter interval() {
    if (cursor.at("[") || cursor.at("(")) {
      return brackets();
    }
    if (cursor.accept(">")) {
      return cursor.accept("=") ? after(">=", 0) : after(">", 1);
    }
    if (cursor.accept("<")) {
      return cursor.accept("=") ? before("<=", 0) : before("<", 1);
    }
    cursor.accept("=");
    Token token = text();
    if (isDate(token)) {
      TimeText time = time(token);
      return new TimeFilter(time.firstNanos(), time.lastNanos(), time.text());
    }
    Shift age = age(token);
    return new TimeFilter(minus(now(), age.nanos()), now(), age.text());
  }

  private TimeFilter brackets() {
    boolean minIncluded = cursor.at("[");
    cursor.advance();
    TimeText min = time(text());
    cursor.expect(",", "between the ends of the interval of `_time`");
    TimeText max = time(text());
    boolean maxIncluded = cursor.at("]");
    if (!maxIncluded && !cursor.at(")")) {
      throw cursor.expected("`)` or `]` that closes the interval of `_time`");
    }
    cursor.advance();
    String text =
        (minIncluded ? "[" : "(") + min.text() + "," + max.text() + (maxIncluded ? "]" : ")");
    return new TimeFilter(
        minIncluded ? min.firstNanos() : min.firstNanos() + 1,
        maxIncluded ? max.lastNanos() : max.firstNanos() - 1,
        text);
  }

  /// `>x` and `>=x`: later than a time, or older than a duration.
  private TimeFilter after(String operator, long excluded) {
    Token token = text();
    if (isDate(token)) {
      TimeText time = time(token);
      return new TimeFilter(time.firstNanos() + excluded, Long.MAX_VALUE, operator + time.text());
    }
    Shift age = age(token);
    long max = minus(minus(now(), age.nanos()), excluded);
    return new TimeFilter(Long.MIN_VALUE, max, operator + age.text());
  }

  /// `<x` and `<=x`: earlier than a time, or newer than a duration.
  private TimeFilter before(String operator, long excluded) {
    Token token = text();
    if (isDate(token)) {
      TimeText time = time(token);
      long max = excluded == 0 ? time.lastNanos() : time.firstNanos() - 1;
      return new TimeFilter(Long.MIN_VALUE, max, operator + time.text());
    }
    Shift age = age(token);
    long min = minus(now(), age.nanos() - excluded);
    return new TimeFilter(min, now(), operator + age.text());
  }

  private long now() {
    return cursor.options().nowNanos();
  }

  /// Infinite ends stay where they are.
  private static long minus(long nanos, long shift) {
    if (nanos == Long.MIN_VALUE || nanos == Long.MAX_VALUE) {
      return nanos;
    }
    long result = nanos - shift;
    boolean overflow = ((nanos ^ shift) & (nanos ^ result)) < 0;
    return !overflow ? result : shift > 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private Token text() {
    return cursor.compound(Stops.NAME, "a time or duration for `_time`");
  }

  private static boolean isDate(Token token) {
    return LIKE_DATE.matcher(token.text()).matches();
  }

  private TimeText time(Token token) {
    TimeText time = TimeText.parse(token.text(), now(), cursor.options().zone());
    if (time == null) {
      throw cursor.error(token, "`" + token.text() + "` is not a time");
    }
    return time;
  }

  /// A duration and how it was written.
  private record Shift(long nanos, String text) {}

  private Shift duration() {
    Token token = cursor.compound(Stops.NAME, "a duration after `offset`");
    return new Shift(nanos(token), token.text());
  }

  /// How long ago; a minus in front changes nothing.
  private Shift age(Token token) {
    return new Shift(Math.abs(nanos(token)), token.text());
  }

  private long nanos(Token token) {
    long nanos = Durations.parse(token.text());
    if (nanos == Durations.NONE) {
      throw cursor.error(token, "`" + token.text() + "` is not a time or duration");
    }
    return nanos;
  }

  private Filter dayRange() {
    boolean startIncluded = openRange("day_range");
    int start = minute();
    cursor.expect(",", "between the ends of `day_range`");
    int end = minute();
    boolean endIncluded = closeRange("day_range");
    return new DayRangeFilter(start, startIncluded, end, endIncluded, rangeOffset());
  }

  private Filter weekRange() {
    boolean firstIncluded = openRange("week_range");
    int first = day();
    cursor.expect(",", "between the ends of `week_range`");
    int last = day();
    boolean lastIncluded = closeRange("week_range");
    return new WeekRangeFilter(first, firstIncluded, last, lastIncluded, rangeOffset());
  }

  private boolean openRange(String name) {
    cursor.advance();
    boolean included = cursor.at("[");
    if (!included && !cursor.at("(")) {
      throw cursor.expected("`[` or `(` after `" + name + "`");
    }
    cursor.advance();
    return included;
  }

  private boolean closeRange(String name) {
    boolean included = cursor.at("]");
    if (!included && !cursor.at(")")) {
      throw cursor.expected("`]` or `)` that closes `" + name + "`");
    }
    cursor.advance();
    return included;
  }

  private long rangeOffset() {
    return cursor.acceptWord("offset") ? duration().nanos() : 0;
  }

  private int minute() {
    Token token = cursor.compound(Stops.NAME, "a time of day");
    Matcher clock = CLOCK.matcher(token.text());
    int minute = -1;
    if (clock.matches() && Integer.parseInt(clock.group(2)) < 60) {
      minute = Integer.parseInt(clock.group(1)) * 60 + Integer.parseInt(clock.group(2));
    }
    if (minute < 0 || minute > MINUTES_PER_DAY) {
      throw cursor.error(token, "`" + token.text() + "` is not a time of day like 08:30");
    }
    return minute;
  }

  /// Unknown names count as Sunday; other engines of this language do the same.
  private int day() {
    Token token = cursor.compound(Stops.NAME, "a day of the week");
    String name = token.text().toLowerCase(Locale.ROOT);
    int day = DAYS.indexOf(name);
    return Math.max(0, day >= 0 ? day : LONG_DAYS.indexOf(name));
  }
}
