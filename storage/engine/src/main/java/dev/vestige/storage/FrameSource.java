package dev.vestige.storage;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.encoding.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Reads the columns that [FrameSink] wrote, trusting nothing: a count is compared with the bytes
/// that are left before an array of that size is made, so a frame takes memory in proportion to its
/// own length. Confined to one thread.
final class FrameSource {
  private final ByteSource source;
  private final byte[] bytes;

  FrameSource(byte[] bytes, int offset, int length) {
    this.source = new ByteSource("a batch frame", bytes, offset, length);
    this.bytes = bytes;
  }

  VestigeException broken(String what) {
    return source.corrupt(what);
  }

  void requireEnd() {
    source.requireEnd();
  }

  private void require(String what, long length) {
    if (length > source.remaining()) {
      throw broken(what + " of " + length + " bytes, only " + source.remaining() + " are left");
    }
  }

  int takeByte() {
    return source.getByte();
  }

  int takeInt() {
    return source.getInt();
  }

  /// Reads a number of things that take at least `bytesMin` bytes each from here on.
  int takeCount(String what, int bytesMin) {
    long count = source.getVarint();
    if (count < 0 || count > source.remaining() / bytesMin) {
      throw broken(
          String.format(
              Locale.ROOT,
              "%s %s, only %d bytes are left",
              Long.toUnsignedString(count),
              what,
              source.remaining()));
    }
    return (int) count;
  }

  String takeText(String what) {
    int length = takeCount(what, 1);
    return new String(bytes, source.take(length), length, StandardCharsets.UTF_8);
  }

  ValueTable texts(String what) {
    int size = takeCount(what, 1) + 1;
    byte[] types = new byte[size];
    Arrays.fill(types, 1, size, (byte) ValueType.STRING.code());
    return table(what, types);
  }

  ValueTable values(String what) {
    int size = takeCount(what, 1) + 1;
    byte[] types = new byte[size];
    source.getBytes(types, 1, size - 1);
    for (int code = 1; code < size; code++) {
      int type = types[code] & ~ValueType.LEAF;
      if (type <= 0 || type >= ValueType.CODES) {
        throw broken(what + ": value " + code + " has the unknown type code " + types[code]);
      }
    }
    return table(what, types);
  }

  private ValueTable table(String what, byte[] types) {
    int[] offsets = new int[types.length + 1];
    long total = 0;
    for (int code = 1; code < types.length; code++) {
      int fixed = FrameSink.fixedLength(types[code]);
      total += fixed < 0 ? takeCount(what, 1) : fixed;
      require(what, total);
      offsets[code + 1] = (int) total;
    }
    byte[] content = new byte[(int) total];
    source.getBytes(content, 0, content.length);
    return new ValueTable(types, offsets, content);
  }

  AttributeLists countedLists(String what, ValueTable keys, ValueTable values) {
    return lists(what, takeCount(what, 1), 1, keys, values);
  }

  AttributeLists lists(String what, int size, ValueTable keys, ValueTable values) {
    return lists(what, size, 0, keys, values);
  }

  private AttributeLists lists(
      String what, int size, int widthMin, ValueTable keys, ValueTable values) {
    int[] offsets = offsets(what, size, widthMin, source.remaining());
    int pairs = offsets[size];
    int[] keyCodes = codes(what, pairs, keys.size(), 1);
    int[] valueCodes = codes(what, pairs, values.size(), 0);
    return new AttributeLists(offsets, keyCodes, valueCodes);
  }

  /// Reads how many things each row has, and returns where those of a row start. Each thing takes
  /// at least one byte of what is left.
  int[] offsets(String what, int size) {
    return offsets(what, size, 0, source.remaining());
  }

  /// Reads how many things each row has, all in all at most `totalMax`.
  int[] offsets(String what, int size, int widthMin, int totalMax) {
    int[] lengths = ints(what, size, widthMin);
    int[] offsets = new int[size + 1];
    int total = 0;
    for (int i = 0; i < size; i++) {
      if (lengths[i] < 0 || lengths[i] > totalMax - total) {
        throw broken(
            String.format(
                Locale.ROOT,
                "%s: row %d has %d after %d, at most %d are possible",
                what,
                i,
                lengths[i],
                total,
                totalMax));
      }
      total += lengths[i];
      offsets[i + 1] = total;
    }
    return offsets;
  }

  int[] codes(String what, int size, int tableSize) {
    return codes(what, size, tableSize, 0);
  }

  private int[] codes(String what, int size, int tableSize, int widthMin) {
    int[] codes = ints(what, size, widthMin);
    if (!FrameSink.allBelow(codes, size, tableSize)) {
      throw broken(what + ": a code is outside its table of " + tableSize);
    }
    return codes;
  }

  /// Reads a column. With a `widthMin` of 0 the caller vouches for the size.
  int[] ints(String what, int size, int widthMin) {
    if (size == 0) {
      return new int[0];
    }
    int width = takeWidth(what, size, widthMin, Integer.BYTES);
    long min = takeMin(what, size, width);
    if (min != (int) min) {
      throw broken(what + ": " + min + " does not fit 32 bits");
    }
    int[] values = new int[size];
    if (width == 0) {
      Arrays.fill(values, (int) min);
      return values;
    }
    long mask = -1L >>> (Long.SIZE - 8 * width);
    int fast = wholeReads(size, width);
    int at = source.take((long) size * width);
    for (int i = 0; i < fast; i++) {
      values[i] = (int) (min + (LittleEndian.getLong(bytes, at) & mask));
      at += width;
    }
    for (int i = fast; i < size; i++) {
      values[i] = (int) (min + slowly(at, width));
      at += width;
    }
    return values;
  }

  /// Reads a column. With a `widthMin` of 0 the caller vouches for the size.
  long[] longs(String what, int size, int widthMin) {
    if (size == 0) {
      return new long[0];
    }
    int width = takeWidth(what, size, widthMin, Long.BYTES);
    long min = takeMin(what, size, width);
    long[] values = new long[size];
    if (width == 0) {
      Arrays.fill(values, min);
      return values;
    }
    long mask = -1L >>> (Long.SIZE - 8 * width);
    int fast = wholeReads(size, width);
    int at = source.take((long) size * width);
    for (int i = 0; i < fast; i++) {
      values[i] = min + (LittleEndian.getLong(bytes, at) & mask);
      at += width;
    }
    for (int i = fast; i < size; i++) {
      values[i] = min + slowly(at, width);
      at += width;
    }
    return values;
  }

  long[] rawLongs(String what, int size) {
    require(what, (long) size * Long.BYTES);
    long[] values = new long[size];
    int at = source.take((long) size * Long.BYTES);
    for (int i = 0; i < size; i++) {
      values[i] = LittleEndian.getLong(bytes, at);
      at += Long.BYTES;
    }
    return values;
  }

  private int takeWidth(String what, int size, int widthMin, int widthMax) {
    int width = takeByte();
    if (width < widthMin || width > widthMax) {
      throw broken(
          String.format(
              Locale.ROOT, "%s: width %d, expected %d to %d", what, width, widthMin, widthMax));
    }
    require(what, (long) size * width);
    return width;
  }

  private long takeMin(String what, int size, int width) {
    long min = source.getZigzag();
    require(what, (long) size * width);
    return min;
  }

  /// How many rows can be read as eight bytes each without leaving the frame.
  private int wholeReads(int size, int width) {
    return Math.clamp(Math.floorDiv(source.remaining() - Long.BYTES, width) + 1L, 0, size);
  }

  private long slowly(int at, int width) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value |= (bytes[at + i] & 0xFFL) << (8 * i);
    }
    return value;
  }
}
