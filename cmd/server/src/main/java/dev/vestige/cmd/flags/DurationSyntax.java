package dev.vestige.cmd.flags;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as operators write them: `30s`, `1.5h`, `1d12h`, `7d`, `1y`.
public final class DurationSyntax {
  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h|d|w|y)");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d*)?|\\.\\d+");
  private static final Pattern ZERO = Pattern.compile("0+");
  private static final long NANOS_PER_DAY = Duration.ofDays(1).toNanos();

  /// What a month of a retention is, as VictoriaMetrics counts it.
  private static final long DAYS_PER_MONTH = 31;

  private DurationSyntax() {}

  /// Reads numbers with units; only `0` needs none.
  static Duration parse(String text) {
    if (text.length() > Limits.QUANTITY_CHARS_MAX) {
      throw expected();
    }
    if (ZERO.matcher(text).matches()) {
      return Duration.ZERO;
    }
    Matcher matcher = PART.matcher(text);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      nanos = nanos.add(new BigDecimal(matcher.group(1)).multiply(unitNanos(matcher.group(2))));
      end = matcher.end();
    }
    if (end == 0 || end != text.length()) {
      throw expected();
    }
    return ofNanos(nanos);
  }

  /// As [#parse(String)], except that a number without unit counts months and minutes cannot be
  /// said, since `m` would be either.
  public static Duration parseRetention(String text) {
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    if (text.length() <= Limits.QUANTITY_CHARS_MAX && NUMBER.matcher(text).matches()) {
      return ofNanos(
          new BigDecimal(text).multiply(BigDecimal.valueOf(DAYS_PER_MONTH * NANOS_PER_DAY)));
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.matches(".*\\dm(\\d.*)?")) {
      throw new IllegalArgumentException(
          "m could mean minutes or months; months are written as a number without a unit");
    }
    try {
      return parse(lower);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + "; a number without a unit counts months", e);
    }
  }

  private static BigDecimal unitNanos(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ns" -> 1;
          case "us", "µs", "μs" -> 1_000;
          case "ms" -> 1_000_000;
          case "s" -> 1_000_000_000;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          case "d" -> NANOS_PER_DAY;
          case "w" -> 7 * NANOS_PER_DAY;
          case "y" -> 365 * NANOS_PER_DAY;
          default -> throw new AssertionError(unit);
        });
  }

  private static Duration ofNanos(BigDecimal nanos) {
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("expected a duration below 292 years");
    }
    return Duration.ofNanos(nanos.longValue());
  }

  private static IllegalArgumentException expected() {
    return new IllegalArgumentException(
        "expected a duration such as 30s, 1h30m, 1d12h or 1y (units ns, us, ms, s, m, h, d, w, y)");
  }
}
