package dev.vestige.logsql.value;

import java.nio.charset.StandardCharsets;

/// IPv4 addresses in dotted decimal, as unsigned 32-bit numbers.
public final class Ipv4 {
  /// What [#parse] returns for a text that is no address.
  public static final long NONE = -1;

  private static final int OCTETS = 4;
  private static final int OCTET_MAX = 255;
  private static final int TEXT_LENGTH_MAX = 15;

  private Ipv4() {}

  /// 0 to 2^32 - 1, or [#NONE].
  public static long parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parse(bytes, 0, bytes.length);
  }

  /// 0 to 2^32 - 1, or [#NONE].
  public static long parse(byte[] bytes, int from, int to) {
    if (to - from > TEXT_LENGTH_MAX) {
      return NONE;
    }
    long address = 0;
    int position = from;
    for (int octet = 0; octet < OCTETS; octet++) {
      int start = position;
      int value = 0;
      while (position < to && position - start < 3 && Decimals.isDigit(bytes[position])) {
        value = value * 10 + (bytes[position++] - '0');
      }
      if (position == start || value > OCTET_MAX) {
        return NONE;
      }
      address = address << 8 | value;
      if (octet < OCTETS - 1 && (position == to || bytes[position++] != '.')) {
        return NONE;
      }
    }
    return position == to ? address : NONE;
  }

  public static String format(long address) {
    return (address >> 24 & OCTET_MAX)
        + "."
        + (address >> 16 & OCTET_MAX)
        + "."
        + (address >> 8 & OCTET_MAX)
        + "."
        + (address & OCTET_MAX);
  }
}
