package dev.vestige.logsql.exec.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Finds byte strings in byte ranges.
public final class ByteSearch {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private ByteSearch() {}

  /// Where `needle` first occurs wholly inside the range; -1 when it does not. An empty needle is
  /// found at `from`.
  ///
  /// Eight starts are looked at at once: those whose first and last byte both fit are compared.
  public static int indexOf(byte[] bytes, int from, int to, byte[] needle) {
    int length = needle.length;
    if (length == 0) {
      return from;
    }
    int lastStart = to - length;
    long first = LOW_BITS * (needle[0] & 0xFF);
    long last = LOW_BITS * (needle[length - 1] & 0xFF);
    int at = from;
    while (at <= lastStart - 7) {
      long differing =
          ((long) LONGS.get(bytes, at) ^ first) | ((long) LONGS.get(bytes, at + length - 1) ^ last);
      // Marks each zero byte, and at times a byte behind one: hence the comparison below.
      long hits = (differing - LOW_BITS) & ~differing & HIGH_BITS;
      while (hits != 0) {
        int start = at + (Long.numberOfTrailingZeros(hits) >>> 3);
        if (startsWith(bytes, start, to, needle)) {
          return start;
        }
        hits &= hits - 1;
      }
      at += 8;
    }
    for (; at <= lastStart; at++) {
      if (startsWith(bytes, at, to, needle)) {
        return at;
      }
    }
    return -1;
  }

  public static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
    return prefix.length <= to - from
        && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
  }

  public static boolean endsWith(byte[] bytes, int from, int to, byte[] suffix) {
    return suffix.length <= to - from
        && Arrays.equals(bytes, to - suffix.length, to, suffix, 0, suffix.length);
  }

  public static boolean equals(byte[] bytes, int from, int to, byte[] other) {
    return Arrays.equals(bytes, from, to, other, 0, other.length);
  }
}
