package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.ByteSearch;
import dev.vestige.logsql.exec.value.WholeNumbers;
import dev.vestige.logsql.value.Ipv4;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import dev.vestige.storage.TimeText;
import dev.vestige.storage.ValueText;
import java.nio.charset.StandardCharsets;

/// Turns a text into the number or id that would be printed as exactly this text, so that equality
/// of texts becomes equality of numbers.
final class StoredForms {
  private static final int DOUBLE_TEXT_LENGTH_MAX = 32;
  private static final int HEX_DIGITS_MAX = 16;
  private static final long ADDRESS_MASK = 0xFFFF_FFFFL;

  private StoredForms() {}

  static boolean isNumber(NumberFormat format, byte[] bytes, int from, int to) {
    return switch (format) {
      case DECIMAL -> WholeNumbers.isPrintedSigned(bytes, from, to);
      case UNSIGNED -> WholeNumbers.isPrintedUnsigned(bytes, from, to);
      case TIME -> isPrintedTime(bytes, from, to);
      case IPV4 -> isPrintedAddress(bytes, from, to);
      case HEX -> isPrintedHex(bytes, from, to);
    };
  }

  static long number(NumberFormat format, byte[] bytes, int from, int to) {
    return switch (format) {
      case DECIMAL, UNSIGNED -> WholeNumbers.parse(bytes, from, to);
      case TIME -> Timestamps.parse(bytes, from, to);
      case IPV4 -> Ipv4.parse(bytes, from, to);
      case HEX -> digits(bytes, from, to);
    };
  }

  /// What [#number] gives for the text of a stored number: of an address only four bytes count.
  static long comparable(NumberFormat format, long stored) {
    return format == NumberFormat.IPV4 ? stored & ADDRESS_MASK : stored;
  }

  private static boolean isPrintedAddress(byte[] bytes, int from, int to) {
    long address = Ipv4.parse(bytes, from, to);
    if (address == Ipv4.NONE) {
      return false;
    }
    ByteSink printed = new ByteSink();
    ValueText.appendIpv4((int) address, printed);
    return ByteSearch.equals(bytes, from, to, printed.toByteArray());
  }

  private static boolean isPrintedHex(byte[] bytes, int from, int to) {
    boolean lengthFits = from < to && to - from <= HEX_DIGITS_MAX;
    if (!lengthFits || (bytes[from] == '0' && to - from > 1)) {
      return false;
    }
    for (int at = from; at < to; at++) {
      if (digit(bytes[at]) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrintedTime(byte[] bytes, int from, int to) {
    long nanos = Timestamps.parse(bytes, from, to);
    if (nanos == Timestamps.NONE) {
      return false;
    }
    ByteSink printed = new ByteSink();
    TimeText.append(nanos, printed);
    return ByteSearch.equals(bytes, from, to, printed.toByteArray());
  }

  /// Whether [#doubleBits] of the text prints as the text.
  static boolean isDouble(byte[] bytes, int from, int to) {
    if (to - from > DOUBLE_TEXT_LENGTH_MAX || from == to) {
      return false;
    }
    ByteSink printed = new ByteSink();
    ValueText.appendDouble(readDouble(bytes, from, to), printed);
    return ByteSearch.equals(bytes, from, to, printed.toByteArray());
  }

  /// The bits of the double, one pattern for all forms of NaN.
  static long doubleBits(byte[] bytes, int from, int to) {
    return Double.doubleToLongBits(readDouble(bytes, from, to));
  }

  private static double readDouble(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        try {
          yield Double.parseDouble(text);
        } catch (NumberFormatException _) {
          yield Double.NaN;
        }
      }
    };
  }

  static boolean isId(IdFormat format, byte[] bytes, int from, int to) {
    int length =
        switch (format) {
          case HEX_8 -> 16;
          case HEX_16 -> 32;
          case UUID -> 36;
        };
    if (to - from != length) {
      return false;
    }
    boolean zero = true;
    for (int i = 0; i < length; i++) {
      byte b = bytes[from + i];
      if (format == IdFormat.UUID && isDash(i)) {
        if (b != '-') {
          return false;
        }
      } else if (digit(b) < 0) {
        return false;
      } else {
        zero &= b == '0';
      }
    }
    // An id of zeros is a missing one and prints as nothing.
    return !zero;
  }

  /// The upper 64 bits of an id, 0 for one of 8 bytes.
  static long high(IdFormat format, byte[] bytes, int from, int to) {
    return format == IdFormat.HEX_8 ? 0 : digits(bytes, from, from + (to - from) / 2);
  }

  static long low(IdFormat format, byte[] bytes, int from, int to) {
    return format == IdFormat.HEX_8
        ? digits(bytes, from, to)
        : digits(bytes, from + (to - from) / 2, to);
  }

  private static boolean isDash(int position) {
    return position == 8 || position == 13 || position == 18 || position == 23;
  }

  private static long digits(byte[] bytes, int from, int to) {
    long value = 0;
    for (int at = from; at < to; at++) {
      if (bytes[at] != '-') {
        value = (value << 4) | digit(bytes[at]);
      }
    }
    return value;
  }

  private static int digit(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
  }
}
