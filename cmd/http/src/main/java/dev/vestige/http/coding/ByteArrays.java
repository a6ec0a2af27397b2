package dev.vestige.http.coding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Byte arrays for request bodies, kept for the next body instead of being left to the garbage
/// collector. Arrays come in powers of two; small and very large ones are not kept. Who takes an
/// array owns it and gives it back at most once, when nobody reads it any more. Thread-safe.
public final class ByteArrays {
  /// 16 KiB: smaller arrays cost less to allocate than to keep.
  private static final int KEPT_SHIFT_MIN = 14;

  /// 16 MiB: larger bodies are too rare to hold memory for.
  private static final int KEPT_SHIFT_MAX = 24;

  private final long keptBytesMax;
  private final List<ArrayDeque<byte[]>> kept = new ArrayList<>();
  private long keptBytes;

  public ByteArrays(long keptBytesMax) {
    this.keptBytesMax = keptBytesMax;
    for (int shift = KEPT_SHIFT_MIN; shift <= KEPT_SHIFT_MAX; shift++) {
      kept.add(new ArrayDeque<>());
    }
  }

  /// An array of at least that length, with any content.
  public byte[] take(int lengthMin) {
    int shift = shiftOf(lengthMin);
    if (shift < KEPT_SHIFT_MIN || shift > KEPT_SHIFT_MAX) {
      return new byte[lengthMin];
    }
    synchronized (this) {
      byte[] array = kept.get(shift - KEPT_SHIFT_MIN).pollFirst();
      if (array != null) {
        keptBytes -= array.length;
        return array;
      }
    }
    return new byte[1 << shift];
  }

  public void give(byte[] array) {
    int shift = shiftOf(array.length);
    if (shift < KEPT_SHIFT_MIN || shift > KEPT_SHIFT_MAX || array.length != 1 << shift) {
      return;
    }
    synchronized (this) {
      if (keptBytes + array.length <= keptBytesMax) {
        keptBytes += array.length;
        kept.get(shift - KEPT_SHIFT_MIN).addFirst(array);
      }
    }
  }

  synchronized long keptBytes() {
    return keptBytes;
  }

  /// The exponent of the smallest power of two that is not below the length.
  private static int shiftOf(int length) {
    return length <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(length - 1);
  }
}
