package dev.vestige.logsql.exec.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Hashes for tables in memory; they may change from one release to the next.
final class ByteHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Odd numbers with bits spread evenly.
  private static final long SEED = 0x9E37_79B9_7F4A_7C15L;

  private static final long FACTOR = 0xD6E8_FEB8_6659_FD93L;

  private ByteHash() {}

  static int of(byte[] bytes, int from, int to) {
    long hash = SEED ^ (to - from);
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    long tail = 0;
    if (at < to && to - from >= Long.BYTES) {
      // Some bytes come twice, which costs less than taking the rest one by one.
      tail = (long) LONGS.get(bytes, to - Long.BYTES);
    } else {
      for (; at < to; at++) {
        tail = (tail << 8) | (bytes[at] & 0xFF);
      }
    }
    return (int) (mix(hash ^ tail) >>> 32);
  }

  static int of(long value) {
    return (int) (mix(value ^ SEED) >>> 32);
  }

  private static long mix(long value) {
    long mixed = value * FACTOR;
    return (mixed ^ (mixed >>> 32)) * FACTOR;
  }
}
