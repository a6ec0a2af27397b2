package dev.vestige.logsql.exec.row;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.CaseFolding;
import dev.vestige.logsql.exec.value.DurationText;
import dev.vestige.logsql.exec.value.NumberText;
import dev.vestige.logsql.exec.value.WholeNumbers;
import dev.vestige.logsql.value.Durations;
import dev.vestige.logsql.value.Numbers;
import dev.vestige.storage.JsonText;
import dev.vestige.storage.TimeText;
import dev.vestige.storage.ValueText;
import java.math.BigDecimal;
import java.util.Locale;

/// The options of a placeholder of `format`. A value that an option can do nothing with is written
/// as it is.
enum FormatOption implements ValueWriter {
  PLAIN {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      out.putBytes(bytes, from, to - from);
    }
  },
  /// A JSON string.
  Q {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      JsonText.appendQuoted(bytes, from, to, out);
    }
  },
  /// Upper case.
  UC {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      CaseFolding.appendUpper(bytes, from, to, out);
    }
  },
  /// Lower case.
  LC {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      CaseFolding.appendLower(bytes, from, to, out);
    }
  },
  /// Seconds to nanoseconds since the epoch, told apart by their size, as RFC 3339.
  TIME {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      if (WholeNumbers.isSigned(bytes, from, to)) {
        appendTime(WholeNumbers.parse(bytes, from, to), out);
        return;
      }
      double number = Numbers.parse(bytes, from, to);
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        PLAIN.write(bytes, from, to, out);
        return;
      }
      long unit = unitNanos(number);
      if (Math.abs(number * unit) < Long.MAX_VALUE && isDecimal(bytes, from, to)) {
        BigDecimal exact = new BigDecimal(new String(bytes, from, to - from, US_ASCII));
        TimeText.append(exact.multiply(BigDecimal.valueOf(unit)).longValue(), out);
      } else {
        TimeText.append(Math.round(number * unit), out);
      }
    }
  },
  /// Whole nanoseconds as people write durations.
  DURATION {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      if (WholeNumbers.isSigned(bytes, from, to)) {
        DurationText.append(WholeNumbers.parse(bytes, from, to), out);
      } else {
        PLAIN.write(bytes, from, to, out);
      }
    }
  },
  /// A duration as a number of seconds.
  DURATION_SECONDS {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      long nanos = Durations.parse(bytes, from, to);
      if (nanos == Durations.NONE) {
        PLAIN.write(bytes, from, to, out);
      } else {
        NumberText.append((double) nanos / Durations.NANOS_PER_SECOND, out);
      }
    }
  },
  /// An unsigned number of 32 bits as an address.
  IPV4 {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      boolean isNumber = WholeNumbers.isUnsigned(bytes, from, to);
      long address = isNumber ? WholeNumbers.parse(bytes, from, to) : -1;
      if (address >>> 32 == 0) {
        ValueText.appendIpv4((int) address, out);
      } else {
        PLAIN.write(bytes, from, to, out);
      }
    }
  },
  URLENCODE {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      TextCodecs.encodeUrl(bytes, from, to, out);
    }
  },
  URLDECODE {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      TextCodecs.decodeUrl(bytes, from, to, out);
    }
  },
  HEXENCODE {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      TextCodecs.encodeHex(bytes, from, to, out);
    }
  },
  HEXDECODE {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      TextCodecs.decodeHex(bytes, from, to, out);
    }
  },
  BASE64ENCODE {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      TextCodecs.encodeBase64(bytes, from, to, out);
    }
  },
  BASE64DECODE {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      TextCodecs.decodeBase64(bytes, from, to, out);
    }
  },
  /// An unsigned number as sixteen hexadecimal digits.
  HEXNUMENCODE {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      if (WholeNumbers.isUnsigned(bytes, from, to)) {
        ValueText.appendAscii("%016X".formatted(WholeNumbers.parse(bytes, from, to)), out);
      } else {
        PLAIN.write(bytes, from, to, out);
      }
    }
  },
  /// Up to sixteen hexadecimal digits as an unsigned number; no digits are zero.
  HEXNUMDECODE {
    @Override
    public void write(byte[] bytes, int from, int to, ByteSink out) {
      long number = 0;
      boolean isNumber = to - from <= 16;
      for (int at = from; at < to && isNumber; at++) {
        int digit = Character.digit(bytes[at], 16);
        isNumber = digit >= 0;
        number = number << 4 | digit;
      }
      if (isNumber) {
        ValueText.appendUnsigned(number, out);
      } else {
        PLAIN.write(bytes, from, to, out);
      }
    }
  };

  /// Numbers below this are seconds, below a thousand times this milliseconds, and so on.
  private static final double SECONDS_BELOW = 1L << 31;

  /// The option with this name in a query; unknown ones mean nothing.
  static FormatOption of(String name) {
    for (FormatOption option : values()) {
      if (option != PLAIN && option.name().toLowerCase(Locale.ROOT).equals(name)) {
        return option;
      }
    }
    return PLAIN;
  }

  /// Whether the text is digits around a point, few enough to count exactly.
  private static boolean isDecimal(byte[] bytes, int from, int to) {
    int start = from < to && bytes[from] == '-' ? from + 1 : from;
    int points = 0;
    for (int at = start; at < to; at++) {
      points += bytes[at] == '.' ? 1 : 0;
      if (bytes[at] != '.' && (bytes[at] < '0' || bytes[at] > '9')) {
        return false;
      }
    }
    return points == 1 && to - start > 1 && to - start <= Limits.DECIMAL_DIGITS_MAX;
  }

  private static void appendTime(long number, ByteSink out) {
    TimeText.append(number * unitNanos((double) number), out);
  }

  private static long unitNanos(double number) {
    long unit = Durations.NANOS_PER_SECOND;
    for (double below = SECONDS_BELOW; Math.abs(number) >= below && unit > 1; below *= 1000) {
      unit /= 1000;
    }
    return unit;
  }
}
