package dev.vestige.storage;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The text that LogsQL shows of a typed value.
public final class ValueText {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final MathContext ONE_DIGIT = new MathContext(1);
  private static final byte[] MIN_LONG = ascii("-9223372036854775808");

  private ValueText() {}

  static long readLong(byte[] bytes, int offset) {
    return (long) LONGS.get(bytes, offset);
  }

  /// Appends the text of a value given by its type and bytes.
  public static void append(ValueType type, byte[] bytes, int start, int end, ByteSink out) {
    requireLength(type, end - start);
    switch (type) {
      case ABSENT -> {}
      case NULL -> out.putByte('-');
      case STRING -> appendOrDash(bytes, start, end, out);
      case BOOL -> appendAscii(bytes[start] != 0 ? "true" : "false", out);
      case INT -> appendLong(readLong(bytes, start), out);
      case DOUBLE -> appendDouble(Double.longBitsToDouble(readLong(bytes, start)), out);
      case BYTES -> {
        if (start == end) {
          out.putByte('-');
        } else {
          appendBase64(bytes, start, end, out);
        }
      }
      case ARRAY, KVLIST -> appendJson(bytes, start, end - start, out);
    }
  }

  private static void requireLength(ValueType type, int length) {
    int expected =
        switch (type) {
          case BOOL -> 1;
          case INT, DOUBLE -> Long.BYTES;
          case ABSENT, NULL, STRING, BYTES, ARRAY, KVLIST -> length;
        };
    if (length != expected) {
      throw VestigeException.corrupt(
          "a stored value of type " + type + " has " + length + " bytes, expected " + expected);
    }
  }

  /// What a batch keeps was checked when it came in.
  private static void appendJson(byte[] bytes, int start, int length, ByteSink out) {
    try {
      AnyValues.appendJson(bytes, start, length, out);
    } catch (VestigeException e) {
      throw new VestigeException(ErrorKind.CORRUPT, "a stored value: " + e.getMessage(), e);
    }
  }

  private static void appendOrDash(byte[] bytes, int start, int end, ByteSink out) {
    if (start == end) {
      out.putByte('-');
    } else {
      out.putBytes(bytes, start, end - start);
    }
  }

  public static void appendAscii(String text, ByteSink out) {
    for (int i = 0; i < text.length(); i++) {
      out.putByte(text.charAt(i));
    }
  }

  static void appendBase64(byte[] bytes, int start, int end, ByteSink out) {
    byte[] encoded = Base64.getEncoder().encode(java.util.Arrays.copyOfRange(bytes, start, end));
    out.putBytes(encoded, 0, encoded.length);
  }

  /// Decimal digits of a signed number.
  public static void appendLong(long value, ByteSink out) {
    if (value == Long.MIN_VALUE) {
      out.putBytes(MIN_LONG, 0, MIN_LONG.length);
      return;
    }
    long rest = value;
    if (rest < 0) {
      out.putByte('-');
      rest = -rest;
    }
    appendDigits(rest, out);
  }

  /// Decimal digits of an unsigned number.
  public static void appendUnsigned(long value, ByteSink out) {
    if (value < 0) {
      long quotient = Long.divideUnsigned(value, 10);
      appendDigits(quotient, out);
      out.putByte('0' + (int) (value - quotient * 10));
    } else {
      appendDigits(value, out);
    }
  }

  /// Four bytes, the highest first, as decimal numbers with dots between.
  public static void appendIpv4(int address, ByteSink out) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      appendDigits(address >>> shift & 0xFF, out);
      if (shift > 0) {
        out.putByte('.');
      }
    }
  }

  private static void appendDigits(long value, ByteSink out) {
    int digits = 1;
    for (long bound = 10; digits < 19 && value >= bound; bound *= 10) {
      digits++;
    }
    byte[] buffer = out.reserve(digits);
    int at = out.position() + digits;
    long rest = value;
    for (int i = 0; i < digits; i++) {
      long quotient = rest / 10;
      buffer[--at] = (byte) ('0' + (rest - quotient * 10));
      rest = quotient;
    }
    out.advance(digits);
  }

  /// The shortest text that reads back as the same double, written as JavaScript writes numbers
  /// with Go's sign rules: `3`, `0.1`, `1e+21`, `1e-7`, `-0`, `NaN`, `+Inf`, `-Inf`.
  public static void appendDouble(double value, ByteSink out) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15 && !isNegativeZero(value)) {
      appendLong((long) value, out);
      return;
    }
    if (Double.isNaN(value)) {
      appendAscii("NaN", out);
    } else if (Double.isInfinite(value)) {
      appendAscii(value > 0 ? "+Inf" : "-Inf", out);
    } else if (value == 0) {
      appendAscii("-0", out);
    } else {
      appendAscii(shortest(value), out);
    }
  }

  private static boolean isNegativeZero(double value) {
    return value == 0 && 1 / value < 0;
  }

  /// The decimal with the fewest digits that reads back as the same finite double.
  public static BigDecimal shortestDecimal(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (decimal.precision() == 2 && Math.abs(value) < Double.MIN_NORMAL) {
      // The platform writes two digits where one is enough: 4.9E-324.
      BigDecimal rounded = decimal.round(ONE_DIGIT);
      return rounded.doubleValue() == value ? rounded : decimal;
    }
    return decimal;
  }

  private static String shortest(double value) {
    double magnitude = Math.abs(value);
    BigDecimal exact = shortestDecimal(value);
    if (magnitude >= 1e-6 && magnitude < 1e21) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    StringBuilder text = new StringBuilder(32);
    if (value < 0) {
      text.append('-');
    }
    text.append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    return text.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent)).toString();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
