package dev.vestige.storage.part;

import dev.vestige.storage.ValueTable;
import java.util.Arrays;

/// Typed values by number, for as long as a part is being written. Values are copied in; the same
/// value may stand in it several times. Confined to one thread.
final class ValuePool {
  private byte[] types = new byte[1024];
  private int[] ends = new int[1024];
  private byte[] bytes = new byte[1 << 16];
  private int size;
  private int used;

  void clear() {
    size = 0;
    used = 0;
  }

  int size() {
    return size;
  }

  int type(int id) {
    return types[id];
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  int end(int id) {
    return ends[id];
  }

  int length(int id) {
    return ends[id] - start(id);
  }

  int add(int type, byte[] source, int offset, int length) {
    reserve(1, length);
    System.arraycopy(source, offset, bytes, used, length);
    used += length;
    types[size] = (byte) type;
    ends[size] = used;
    return size++;
  }

  /// Adds all values of a table; value code c gets the returned number plus c.
  int addAll(ValueTable table) {
    int count = table.size();
    int base = size;
    int length = table.end(count - 1);
    reserve(count, length);
    System.arraycopy(table.bytes(), 0, bytes, used, length);
    for (int code = 0; code < count; code++) {
      types[size] = (byte) table.typeCode(code);
      ends[size++] = used + table.end(code);
    }
    used += length;
    return base;
  }

  private void reserve(int values, int length) {
    if (size + values > types.length) {
      int capacity = Math.max(types.length * 2, size + values);
      types = Arrays.copyOf(types, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    if (length > bytes.length - used) {
      long wanted = Math.max(bytes.length * 2L, (long) used + length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
  }

  boolean same(int one, int two) {
    return types[one] == types[two]
        && Arrays.equals(bytes, start(one), end(one), bytes, start(two), end(two));
  }
}
