package dev.vestige.storage;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Numbers distinct (type, bytes) pairs in the order of their first appearance; number 0 is the
/// absent value. Text that is not UTF-8 is repaired on its way in, so that nothing behind this
/// class meets broken text. Reusable after [#clear()]; confined to one thread.
final class ValueInterner {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private byte[] types = new byte[64];
  private int[] offsets = new int[65];
  private int[] hashes = new int[64];
  private byte[] bytes = new byte[1024];

  /// Hash in the upper half, number in the lower; 0 is free. One look tells most strangers apart.
  private long[] slots = new long[128];

  private final byte[] number = new byte[8];
  private final int bytesMax;
  private int size;

  /// @param bytesMax how many bytes the distinct values may have together
  ValueInterner(int bytesMax) {
    this.bytesMax = bytesMax;
    clear();
  }

  void clear() {
    if (size * 8L < slots.length && slots.length > 1024) {
      slots = new long[slots.length / 2];
    } else {
      Arrays.fill(slots, 0);
    }
    size = 1;
    types[0] = (byte) ValueType.ABSENT.code();
    offsets[1] = 0;
  }

  int size() {
    return size;
  }

  /// The number of a value that is known, 0 for others.
  int find(int type, byte[] source) {
    int hash = hash(type, source, 0, source.length);
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (long entry; (entry = slots[slot]) != 0; slot = (slot + 1) & mask) {
      if ((int) (entry >>> 32) == hash && same((int) entry, type, source, 0, source.length)) {
        return (int) entry;
      }
    }
    return 0;
  }

  /// A hash of the value, the same in every batch; 0 for the absent value.
  int hash(int code) {
    return code == 0 ? 0 : hashes[code];
  }

  /// Forgets the values from the given number on. The last one in was the last to take a slot, so
  /// taking them out backwards leaves no gap in front of another.
  void truncate(int toSize) {
    int mask = slots.length - 1;
    while (size > toSize) {
      int code = --size;
      int slot = hashes[code] & mask;
      while ((int) slots[slot] != code) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = 0;
    }
  }

  int bytesUsed() {
    return offsets[size];
  }

  int intern(int type, byte[] source, int offset, int length) {
    int hash = hash(type, source, offset, length);
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (long entry; (entry = slots[slot]) != 0; slot = (slot + 1) & mask) {
      if ((int) (entry >>> 32) == hash && same((int) entry, type, source, offset, length)) {
        return (int) entry;
      }
    }
    if ((type & ~ValueType.LEAF) == ValueType.STRING.code()
        && !Utf8.isValid(source, offset, length)) {
      byte[] repaired = Utf8.repaired(source, offset, length);
      return intern(type, repaired, 0, repaired.length);
    }
    return add(type, source, offset, length, hash, slot);
  }

  int internNumber(int type, long bits) {
    LONGS.set(number, 0, bits);
    return intern(type, number, 0, 8);
  }

  int internByte(int type, boolean value) {
    number[0] = (byte) (value ? 1 : 0);
    return intern(type, number, 0, 1);
  }

  private boolean same(int code, int type, byte[] source, int offset, int length) {
    int start = offsets[code];
    if (types[code] != type || offsets[code + 1] - start != length) {
      return false;
    }
    // Most values are short; the general comparison costs more to set up than these steps.
    for (int at = 0; at < length - 8; at += 8) {
      if ((long) LONGS.get(bytes, start + at) != (long) LONGS.get(source, offset + at)) {
        return false;
      }
    }
    return tail(bytes, start, length) == tail(source, offset, length);
  }

  private int add(int type, byte[] source, int offset, int length, int hash, int slot) {
    int start = offsets[size];
    if (length > bytes.length - start) {
      growBytes(start, length);
    }
    int code = size++;
    if (size > types.length) {
      types = Arrays.copyOf(types, types.length * 2);
      hashes = Arrays.copyOf(hashes, types.length);
      offsets = Arrays.copyOf(offsets, types.length + 1);
    }
    System.arraycopy(source, offset, bytes, start, length);
    types[code] = (byte) type;
    hashes[code] = hash;
    offsets[code + 1] = start + length;
    slots[slot] = entry(hash, code);
    if (size * 2 > slots.length) {
      growSlots();
    }
    return code;
  }

  private void growBytes(int used, int length) {
    if (length > bytesMax - used) {
      throw new VestigeException(
          ErrorKind.TOO_LARGE,
          "the distinct values of one batch have more than " + bytesMax + " bytes");
    }
    bytes =
        Arrays.copyOf(bytes, (int) Math.min(bytesMax, Math.max(bytes.length * 2L, used + length)));
  }

  /// Bytes of memory held, used or not.
  long heldBytes() {
    return bytes.length + 8L * slots.length + 9L * types.length;
  }

  private static long entry(int hash, int code) {
    return (long) hash << 32 | code;
  }

  private void growSlots() {
    long[] larger = new long[slots.length * 2];
    int mask = larger.length - 1;
    for (int code = 1; code < size; code++) {
      int slot = hashes[code] & mask;
      while (larger[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      larger[slot] = entry(hashes[code], code);
    }
    slots = larger;
  }

  /// Multiplies eight bytes at a time into the state, the last ones overlapping those before; the
  /// table is private and rebuilt per batch, so a plain mixing hash is enough.
  static int hash(int type, byte[] source, int offset, int length) {
    long state = (type + 31L * length) * MIX;
    int end = offset + length;
    for (int at = offset; at < end - 8; at += 8) {
      state = (state ^ (long) LONGS.get(source, at)) * MIX;
      state ^= state >>> 32;
    }
    state = (state ^ tail(source, offset, length)) * MIX;
    return (int) (state >>> 29);
  }

  /// The last eight bytes, or what there is in a form that differs for different bytes.
  private static long tail(byte[] source, int offset, int length) {
    if (length >= 8) {
      return (long) LONGS.get(source, offset + length - 8);
    }
    if (length >= 4) {
      return ((int) INTS.get(source, offset) & 0xFFFF_FFFFL)
          | ((long) (int) INTS.get(source, offset + length - 4) << 32);
    }
    if (length == 0) {
      return 0;
    }
    return (source[offset] & 0xFF)
        | (source[offset + length / 2] & 0xFF) << 8
        | (source[offset + length - 1] & 0xFF) << 16;
  }

  ValueTable toTable() {
    return new ValueTable(
        Arrays.copyOf(types, size),
        Arrays.copyOf(offsets, size + 1),
        Arrays.copyOf(bytes, offsets[size]));
  }
}
