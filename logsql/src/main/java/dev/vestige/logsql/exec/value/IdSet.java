package dev.vestige.logsql.exec.value;

/// A set of numbers of 128 bits, a half each in two longs; for 64 bits the upper half is 0.
/// Confined to one thread while it grows; once nobody adds to it any more it may be read by many.
public final class IdSet {
  /// Open addressing over a power of two: two longs a slot. The id of zeros marks a free slot and
  /// is kept aside.
  private long[] slots = new long[32];

  private int size;
  private boolean hasZero;

  public int size() {
    return size + (hasZero ? 1 : 0);
  }

  public boolean contains(long high, long low) {
    if ((high | low) == 0) {
      return hasZero;
    }
    int slot = slot(high, low);
    return (slots[slot] | slots[slot + 1]) != 0;
  }

  public void add(long high, long low) {
    if ((high | low) == 0) {
      hasZero = true;
      return;
    }
    int slot = slot(high, low);
    if ((slots[slot] | slots[slot + 1]) == 0) {
      slots[slot] = high;
      slots[slot + 1] = low;
      if (++size * 4L > slots.length) {
        rehash();
      }
    }
  }

  private int slot(long high, long low) {
    int mask = slots.length - 2;
    int slot = (ByteHash.of(high * 31 + low) << 1) & mask;
    while ((slots[slot] | slots[slot + 1]) != 0
        && (slots[slot] != high || slots[slot + 1] != low)) {
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  private void rehash() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (int i = 0; i < old.length; i += 2) {
      if ((old[i] | old[i + 1]) != 0) {
        int slot = slot(old[i], old[i + 1]);
        slots[slot] = old[i];
        slots[slot + 1] = old[i + 1];
      }
    }
  }
}
