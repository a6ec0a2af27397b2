package dev.vestige.storage.part;

import dev.vestige.base.VestigeException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Texts that are really numbers: read into binary only when printing the number gives the same
/// text again.
final class PlainForms {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int UUID_LENGTH = 36;
  private static final int HEX_LENGTH_MIN = 12;
  private static final int HEX_LENGTH_MAX = 16;
  static final int DECIMAL_SCALE_MAX = 6;
  private static final double[] POWERS = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};

  private PlainForms() {}

  static long readLong(byte[] bytes, int offset) {
    return (long) LONGS.get(bytes, offset);
  }

  /// Fails unless a value has the length of a number.
  static void requireLong(int length) {
    if (length != Long.BYTES) {
      throw VestigeException.corrupt("a stored number of " + length + " bytes");
    }
  }

  /// The form a text may have by its looks.
  static int guess(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length == UUID_LENGTH && bytes[start + 8] == '-') {
      return PartFormat.VALUES_UUID;
    }
    for (int at = start; at < end && at < start + 4; at++) {
      if (bytes[at] == '.') {
        return PartFormat.VALUES_IPV4;
      }
    }
    return length >= HEX_LENGTH_MIN && length <= HEX_LENGTH_MAX
        ? PartFormat.VALUES_HEX
        : PartFormat.VALUES_BYTES;
  }

  /// Reads a text of the given form; false when it is none.
  static boolean read(
      int form, byte[] bytes, int start, int end, long[] first, long[] second, int at) {
    return switch (form) {
      case PartFormat.VALUES_UUID -> readUuid(bytes, start, end, first, second, at);
      case PartFormat.VALUES_IPV4 -> readIpv4(bytes, start, end, first, at);
      case PartFormat.VALUES_HEX -> readHex(bytes, start, end, first, at);
      default -> false;
    };
  }

  private static boolean readUuid(
      byte[] bytes, int start, int end, long[] first, long[] second, int at) {
    if (end - start != UUID_LENGTH) {
      return false;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < UUID_LENGTH; i++) {
      byte b = bytes[start + i];
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (b != '-') {
          return false;
        }
        continue;
      }
      int digit = hexDigit(b);
      if (digit < 0) {
        return false;
      }
      if (i < 18) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
    }
    first[at] = high;
    second[at] = low;
    return high != 0 || low != 0;
  }

  private static boolean readIpv4(byte[] bytes, int start, int end, long[] first, int at) {
    long address = 0;
    int parts = 0;
    int digits = 0;
    int part = 0;
    for (int i = start; i <= end; i++) {
      if (i == end || bytes[i] == '.') {
        if (digits == 0 || part > 255) {
          return false;
        }
        address = address << 8 | part;
        parts++;
        digits = 0;
        part = 0;
      } else if (bytes[i] >= '0' && bytes[i] <= '9' && digits < 3 && !(digits > 0 && part == 0)) {
        part = part * 10 + (bytes[i] - '0');
        digits++;
      } else {
        return false;
      }
    }
    first[at] = address;
    return parts == 4;
  }

  private static boolean readHex(byte[] bytes, int start, int end, long[] first, int at) {
    int length = end - start;
    if (length == 0 || length > HEX_LENGTH_MAX || (bytes[start] == '0' && length > 1)) {
      return false;
    }
    long value = 0;
    for (int i = start; i < end; i++) {
      int digit = hexDigit(bytes[i]);
      if (digit < 0) {
        return false;
      }
      value = value << 4 | digit;
    }
    first[at] = value;
    return true;
  }

  private static int hexDigit(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
  }

  /// Writes doubles (given by their bits) as whole numbers of a decimal fraction when every one of
  /// them comes back the same; returns the digits behind the point, or -1.
  static int decimals(long[] bits, long[] scaled, int count) {
    int scale = 0;
    for (int at = 0; at < count; at++) {
      double value = Double.longBitsToDouble(bits[at]);
      int needed = scale(value, scale);
      if (needed < 0) {
        return -1;
      }
      if (needed > scale) {
        scale = needed;
        at = -1;
        continue;
      }
      scaled[at] = Math.round(value * POWERS[scale]);
    }
    return scale;
  }

  private static int scale(double value, int from) {
    if (Double.doubleToRawLongBits(value) == Long.MIN_VALUE || Math.abs(value) > 1e12) {
      return -1;
    }
    for (int scale = from; scale <= DECIMAL_SCALE_MAX; scale++) {
      if (Math.round(value * POWERS[scale]) / POWERS[scale] == value) {
        return scale;
      }
    }
    return -1;
  }

  static double decimal(long scaled, int scale) {
    return scaled / POWERS[scale];
  }
}
