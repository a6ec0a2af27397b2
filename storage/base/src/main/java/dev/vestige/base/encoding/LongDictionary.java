package dev.vestige.base.encoding;

import java.util.Arrays;

/// The few different values of a block of [LongCodec], numbered as they first appear.
final class LongDictionary {
  private static final int SLOTS = 4 * Limits.DICTIONARY_SIZE_MAX;

  private final long[] entries = new long[Limits.DICTIONARY_SIZE_MAX];
  private final long[] valueBySlot = new long[SLOTS];

  /// One more than the code; 0 where the slot is free.
  private final short[] codeBySlot = new short[SLOTS];

  private int size;

  /// Numbers the values.
  ///
  /// @return false when there are too many different ones
  boolean add(long[] values, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      int slot = slot(values[i]);
      if (codeBySlot[slot] == 0) {
        if (size == Limits.DICTIONARY_SIZE_MAX) {
          return false;
        }
        valueBySlot[slot] = values[i];
        entries[size++] = values[i];
        codeBySlot[slot] = (short) size;
      }
    }
    return true;
  }

  /// Where the value is, or belongs. There is always a free slot.
  private int slot(long value) {
    int slot = (int) (Hashing.mix(value) & (SLOTS - 1));
    while (codeBySlot[slot] != 0 && valueBySlot[slot] != value) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  /// What [#encode] writes for so many values in a range.
  long bytes(int count, long range) {
    return 2
        + BitPacking.packedBytes(size, BitPacking.width(range))
        + BitPacking.packedBytes(count, codeWidth(size));
  }

  private static int codeWidth(int size) {
    return BitPacking.width(size - 1);
  }

  void encode(long[] values, int offset, int count, LongStatistics statistics, ByteSink sink) {
    sink.putVarint(size);
    long[] distances = new long[size];
    Arrays.setAll(distances, code -> entries[code] - statistics.min());
    BitPacking.pack(distances, 0, size, BitPacking.width(statistics.range()), sink);
    int[] codes = new int[Math.min(count, Numbers.CHUNK_LENGTH)];
    for (int from = 0; from < count; from += Numbers.CHUNK_LENGTH) {
      int length = Math.min(codes.length, count - from);
      for (int i = 0; i < length; i++) {
        codes[i] = codeBySlot[slot(values[offset + from + i])] - 1;
      }
      BitPacking.pack(codes, 0, length, codeWidth(size), sink);
    }
  }

  static void decode(
      ByteSource source, long min, long range, int count, long[] target, int offset) {
    int size = source.getCount("the size of the dictionary", Limits.DICTIONARY_SIZE_MAX);
    if (size == 0) {
      throw source.corrupt("the dictionary is empty");
    }
    // Codes are looked up without a check each, so there is an entry for every code that fits.
    long[] entries = new long[1 << codeWidth(size)];
    BitPacking.unpack(source, BitPacking.width(range), entries, 0, size);
    BitPacking.unpack(source, codeWidth(size), target, offset, count);
    long greatestCode = 0;
    for (int i = offset; i < offset + count; i++) {
      greatestCode = Math.max(greatestCode, target[i]);
      target[i] = min + entries[(int) target[i]];
    }
    if (greatestCode >= size) {
      throw source.corrupt("code " + greatestCode + " of a dictionary of " + size);
    }
  }
}
