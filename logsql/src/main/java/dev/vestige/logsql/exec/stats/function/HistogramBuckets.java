package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ValueText;
import java.util.Locale;

/// The ranges of `histogram`: 18 per decade from 1e-9 to 1e18, one below and one above. A number on
/// a border belongs to the range below it.
final class HistogramBuckets {
  private static final int PER_DECADE = 18;
  private static final int EXPONENT_MIN = -9;
  private static final int EXPONENT_MAX = 18;
  private static final int LOWEST = 0;

  /// How many ranges.
  static final int COUNT = (EXPONENT_MAX - EXPONENT_MIN) * PER_DECADE + 2;

  private HistogramBuckets() {}

  /// The range of a number that is not negative.
  static int of(double number) {
    double place = (Math.log10(number) - EXPONENT_MIN) * PER_DECADE;
    if (place < 0) {
      return LOWEST;
    }
    if (place >= COUNT - 2) {
      return number <= Math.pow(10, EXPONENT_MAX) ? COUNT - 2 : COUNT - 1;
    }
    int range = (int) place;
    return range == place ? range : range + 1;
  }

  static void appendName(int bucket, ByteSink out) {
    if (bucket == LOWEST) {
      ValueText.appendAscii("0..." + border(0), out);
    } else if (bucket == COUNT - 1) {
      ValueText.appendAscii(border(COUNT - 2) + "...+Inf", out);
    } else {
      ValueText.appendAscii(border(bucket - 1) + "..." + border(bucket), out);
    }
  }

  private static String border(int number) {
    double value = Math.pow(10, EXPONENT_MIN + (double) number / PER_DECADE);
    return String.format(Locale.ROOT, "%.3e", value);
  }
}
