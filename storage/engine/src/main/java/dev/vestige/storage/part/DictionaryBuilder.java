package dev.vestige.storage.part;

import dev.vestige.storage.Limits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Gives the values of one column after another their dictionary codes: 1, 2, 3 … in order of first
/// appearance, 0 being the missing value. Gives a column up when a dictionary would not pay.
/// Confined to one thread; made once per part that is written.
final class DictionaryBuilder {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  /// Cells after which a column that hardly repeats is given up.
  private static final int TRIAL_CELLS = 4096;

  /// Entries up to which a dictionary always pays.
  private static final int SMALL_ENTRIES = 256;

  private final ValuePool pool;
  private int[] codeOfValue = new int[0];
  private int codeBase;
  private int[] entryValue = new int[256];
  private int[] entryHash = new int[256];
  private int[] slots = new int[512];
  private int entries;
  private long entryBytes;

  DictionaryBuilder(ValuePool pool) {
    this.pool = pool;
  }

  int entries() {
    return entries;
  }

  /// The pool number of an entry; entries count from 1.
  int value(int entry) {
    return entryValue[entry];
  }

  /// Writes the code of each cell into `codes`; false when the column is better kept as it is.
  boolean encode(Cells cells, int[] codes) {
    begin();
    int size = cells.size();
    for (int at = 0; at < size; at++) {
      codes[at] = code(cells.value(at));
      if (at == TRIAL_CELLS && entries > TRIAL_CELLS * 3 / 4) {
        return false;
      }
      if (entries > Limits.DICTIONARY_ENTRIES_MAX || entryBytes > Limits.DICTIONARY_BYTES_MAX) {
        return false;
      }
    }
    return entries <= SMALL_ENTRIES || entries <= size / 2;
  }

  private void begin() {
    if (codeOfValue.length < pool.size()) {
      codeOfValue = new int[pool.size() + pool.size() / 4];
      codeBase = 0;
    }
    if (codeBase > Integer.MAX_VALUE - 2 * Limits.DICTIONARY_ENTRIES_MAX - entries) {
      Arrays.fill(codeOfValue, 0);
      codeBase = 0;
    }
    codeBase += entries + 1;
    entries = 0;
    entryBytes = 0;
    if (slots.length > 4096) {
      slots = new int[512];
    } else {
      Arrays.fill(slots, 0);
    }
  }

  /// A value number seen before in this column is above the base, so that nothing needs clearing
  /// between columns.
  private int code(int value) {
    int known = codeOfValue[value] - codeBase;
    if (known > 0) {
      return known;
    }
    int code = intern(value);
    codeOfValue[value] = codeBase + code;
    return code;
  }

  private int intern(int value) {
    int hash = hash(value);
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (int entry; (entry = slots[slot]) != 0; slot = (slot + 1) & mask) {
      if (entryHash[entry] == hash && pool.same(entryValue[entry], value)) {
        return entry;
      }
    }
    int entry = ++entries;
    if (entry == entryValue.length) {
      entryValue = Arrays.copyOf(entryValue, entry * 2);
      entryHash = Arrays.copyOf(entryHash, entry * 2);
    }
    entryValue[entry] = value;
    entryHash[entry] = hash;
    entryBytes += pool.length(value);
    slots[slot] = entry;
    if (entry * 2 > slots.length) {
      growSlots();
    }
    return entry;
  }

  private void growSlots() {
    int[] larger = new int[slots.length * 2];
    int mask = larger.length - 1;
    for (int entry = 1; entry <= entries; entry++) {
      int slot = entryHash[entry] & mask;
      while (larger[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      larger[slot] = entry;
    }
    slots = larger;
  }

  private int hash(int value) {
    byte[] bytes = pool.bytes();
    int at = pool.start(value);
    int end = pool.end(value);
    long state = (pool.type(value) + 31L * (end - at)) * MIX;
    for (; at + 8 <= end; at += 8) {
      state = (state ^ (long) LONGS.get(bytes, at)) * MIX;
      state ^= state >>> 32;
    }
    long tail = 0;
    for (int shift = 0; at < end; at++, shift += 8) {
      tail |= (bytes[at] & 0xFFL) << shift;
    }
    state = (state ^ tail) * MIX;
    return (int) (state >>> 29);
  }
}
