package dev.vestige.storage;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.LittleEndian;
import java.util.Locale;

/// Writes the columns of a [SpanBatchFrame]. A column is stored as its least value and, per row,
/// the distance from it in as many whole bytes as the greatest distance needs, so that writing a
/// row is one eight-byte store that the next row's overlaps: 18 M spans per second on one core and
/// 114 bytes per span (SpanBatchFrameBenchmark). Confined to one thread.
final class FrameSink {
  private final ByteSink out;

  FrameSink(ByteSink out) {
    this.out = out;
  }

  void putByte(int value) {
    out.putByte(value);
  }

  void putInt(int value) {
    out.putInt(value);
  }

  void putCount(int count) {
    out.putVarint(count);
  }

  void putText(byte[] utf8) {
    out.putSized(utf8, 0, utf8.length);
  }

  /// Writes a table of strings without its entry 0.
  void texts(ValueTable table) {
    int size = table.size();
    putCount(size - 1);
    for (int code = 1; code < size; code++) {
      if (table.typeCode(code) != ValueType.STRING.code()) {
        throw broken("key " + code + " has type code " + table.typeCode(code));
      }
      out.putVarint(table.end(code) - table.start(code));
    }
    putTableBytes(table);
  }

  /// Writes a table of typed values without its entry 0.
  void values(ValueTable table) {
    int size = table.size();
    putCount(size - 1);
    out.putBytes(table.types(), 1, size - 1);
    for (int code = 1; code < size; code++) {
      int length = table.end(code) - table.start(code);
      int fixed = fixedLength(table.typeCode(code));
      if (fixed < 0) {
        out.putVarint(length);
      } else if (fixed != length) {
        throw broken(
            String.format(
                Locale.ROOT,
                "value %d of type code %d has %d bytes",
                code,
                table.typeCode(code),
                length));
      }
    }
    putTableBytes(table);
  }

  private void putTableBytes(ValueTable table) {
    int start = table.start(0);
    out.putBytes(table.bytes(), start, table.end(table.size() - 1) - start);
  }

  /// How many bytes every value of a type has, -1 where it differs, for a code that has one.
  static int fixedLength(int typeCode) {
    return switch (typeCode & ~ValueType.LEAF) {
      case 3 -> 1;
      case 4, 5 -> Long.BYTES;
      default -> -1;
    };
  }

  /// Writes lists whose number the reader does not know.
  void countedLists(String what, AttributeLists lists, int keys, int values) {
    putCount(lists.size());
    lists(what, lists, lists.size(), 1, keys, values);
  }

  /// Writes lists whose number the reader knows.
  void lists(String what, AttributeLists lists, int expected, int keys, int values) {
    if (lists.size() != expected) {
      throw broken(lists.size() + " lists of " + what + ", expected " + expected);
    }
    lists(what, lists, expected, 0, keys, values);
  }

  private void lists(
      String what, AttributeLists lists, int size, int widthMin, int keys, int values) {
    int pairs = lists.keys().length;
    lengths(what, lists.offsets(), size, pairs, widthMin);
    codes(what, lists.keys(), pairs, keys, 1);
    codes(what, lists.values(), pairs, values, 0);
  }

  /// Writes how many of `total` things each row has, from where those of a row start.
  void lengths(String what, int[] offsets, int size, int total, int widthMin) {
    if (offsets[0] != 0 || offsets[size] != total) {
      throw broken(what + ": offsets end at " + offsets[size] + ", expected " + total);
    }
    int[] lengths = new int[size];
    int sign = 0;
    for (int i = 0; i < size; i++) {
      lengths[i] = offsets[i + 1] - offsets[i];
      sign |= lengths[i];
    }
    if (sign < 0) {
      throw broken(what + ": offsets go backwards");
    }
    ints(lengths, size, widthMin);
  }

  /// Writes numbers of entries of a table.
  void codes(String what, int[] codes, int size, int tableSize) {
    codes(what, codes, size, tableSize, 0);
  }

  private void codes(String what, int[] codes, int size, int tableSize, int widthMin) {
    if (!allBelow(codes, size, tableSize)) {
      throw broken(what + ": a code is outside its table of " + tableSize);
    }
    ints(codes, size, widthMin);
  }

  static boolean allBelow(int[] codes, int size, int tableSize) {
    int last = tableSize - 1;
    int sign = 0;
    for (int i = 0; i < size; i++) {
      sign |= codes[i] | (last - codes[i]);
    }
    return sign >= 0;
  }

  void ints(int[] values, int size, int widthMin) {
    if (size == 0) {
      return;
    }
    int min = values[0];
    int max = min;
    for (int i = 1; i < size; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    int width = header(min, (long) max - min, widthMin);
    if (width == 0) {
      return;
    }
    byte[] bytes = reserve(size, width);
    int at = out.position();
    for (int i = 0; i < size; i++) {
      LittleEndian.putLong(bytes, at, (long) values[i] - min);
      at += width;
    }
    out.advance(size * width);
  }

  void longs(long[] values, int size, int widthMin) {
    if (size == 0) {
      return;
    }
    long min = values[0];
    long max = min;
    for (int i = 1; i < size; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    int width = header(min, max - min, widthMin);
    if (width == 0) {
      return;
    }
    byte[] bytes = reserve(size, width);
    int at = out.position();
    for (int i = 0; i < size; i++) {
      LittleEndian.putLong(bytes, at, values[i] - min);
      at += width;
    }
    out.advance(size * width);
  }

  /// Writes `values - from`, wrapping around.
  void differences(long[] values, long[] from, int size) {
    long[] differences = new long[size];
    for (int i = 0; i < size; i++) {
      differences[i] = values[i] - from[i];
    }
    longs(differences, size, 0);
  }

  /// Writes numbers that are random anyway.
  void rawLongs(long[] values, int size) {
    byte[] bytes = out.reserve(Math.multiplyExact(size, Long.BYTES));
    int at = out.position();
    for (int i = 0; i < size; i++) {
      LittleEndian.putLong(bytes, at, values[i]);
      at += Long.BYTES;
    }
    out.advance(size * Long.BYTES);
  }

  /// Writes each trace id once per row of neighbours that share it.
  void traceRuns(long[] high, long[] low, int size) {
    int[] ends = new int[size + 1];
    int runs = 0;
    for (int i = 1; i <= size; i++) {
      if (i == size || high[i] != high[i - 1] || low[i] != low[i - 1]) {
        ends[++runs] = i;
      }
    }
    putCount(runs);
    lengths("trace runs", ends, runs, size, 0);
    rawLongs(first(high, ends, runs), runs);
    rawLongs(first(low, ends, runs), runs);
  }

  private static long[] first(long[] values, int[] starts, int runs) {
    long[] first = new long[runs];
    for (int run = 0; run < runs; run++) {
      first[run] = values[starts[run]];
    }
    return first;
  }

  /// Writes the width of a column and its least value, and returns the width.
  private int header(long min, long greatestDistance, int widthMin) {
    int width = (Long.SIZE - Long.numberOfLeadingZeros(greatestDistance) + 7) / 8;
    width = Math.max(width, widthMin);
    out.putByte(width);
    out.putZigzag(min);
    return width;
  }

  /// Makes room for a column, and for the eight bytes that each row is stored as before the next
  /// row overwrites those too many.
  private byte[] reserve(int size, int width) {
    return out.reserve(Math.addExact(Math.multiplyExact(size, width), Long.BYTES));
  }

  private static VestigeException broken(String what) {
    return new VestigeException(ErrorKind.INTERNAL, "writing a batch frame: " + what);
  }
}
