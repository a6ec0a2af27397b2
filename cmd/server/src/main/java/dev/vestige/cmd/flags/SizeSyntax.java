package dev.vestige.cmd.flags;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as operators write them: `10000000`, `10MB`, `1.5GiB`, in any case.
final class SizeSyntax {
  private static final Pattern SIZE =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(?:e\\+?(\\d{1,2}))?(|[kmgt]i?b)");

  private SizeSyntax() {}

  /// Bytes; nothing at all is 0.
  static long parse(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (text.length() > Limits.QUANTITY_CHARS_MAX || !matcher.matches()) {
      throw new IllegalArgumentException(
          "expected a size in bytes such as 1000000, 10MB or 1.5GiB (units KB, MB, GB, TB, KiB,"
              + " MiB, GiB, TiB)");
    }
    String exponent = matcher.group(2);
    BigDecimal bytes =
        new BigDecimal(matcher.group(1))
            .scaleByPowerOfTen(exponent == null ? 0 : Integer.parseInt(exponent))
            .multiply(BigDecimal.valueOf(unitBytes(matcher.group(3))));
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("expected a size below 8388608TiB");
    }
    return bytes.longValue();
  }

  private static long unitBytes(String unit) {
    if (unit.isEmpty()) {
      return 1;
    }
    long step = unit.length() == 3 ? 1024 : 1000;
    return switch (unit.charAt(0)) {
      case 'k' -> step;
      case 'm' -> step * step;
      case 'g' -> step * step * step;
      default -> step * step * step * step;
    };
  }
}
