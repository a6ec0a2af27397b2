package dev.vestige.logsql.exec.value;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Numbers distinct texts in the order of their first appearance, from 0 on. Confined to one thread
/// while it grows; once nobody adds to it any more it may be read by many.
public final class TextTable {
  private static final int NONE = -1;

  /// Texts whose waits for memory overlap.
  private static final int RUN = 64;

  private byte[] bytes = new byte[256];
  private int[] offsets = new int[17];

  /// Open addressing over a power of two; a slot holds the hash in its upper half, so that most
  /// other texts are told apart without a look at their bytes, and the number plus one in its lower
  /// half; 0 is free.
  private long[] slots = new long[32];

  private final int[] runHashes = new int[RUN];

  @SuppressWarnings("UnusedVariable") // see addRun
  private long lastTouched;

  private int size;

  public static TextTable of(Iterable<String> texts) {
    TextTable table = new TextTable();
    for (String text : texts) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      table.add(utf8, 0, utf8.length);
    }
    return table;
  }

  /// How many distinct texts.
  public int size() {
    return size;
  }

  /// The array that holds all texts; text i is `bytes[start(i) .. end(i))`. Replaced as it grows.
  public byte[] bytes() {
    return bytes;
  }

  public int start(int number) {
    return offsets[number];
  }

  public int end(int number) {
    return offsets[number + 1];
  }

  /// A text; valid until the table grows.
  public ByteSlice text(int number) {
    return new ByteSlice(bytes, offsets[number], offsets[number + 1] - offsets[number]);
  }

  /// The number of a text, -1 when the table does not have it.
  public int find(byte[] source, int from, int to) {
    return (int) slots[slot(ByteHash.of(source, from, to), source, from, to)] - 1;
  }

  public boolean contains(byte[] source, int from, int to) {
    return find(source, from, to) != NONE;
  }

  /// The number of a text, a new one when the table does not have it yet.
  public int add(byte[] source, int from, int to) {
    return add(ByteHash.of(source, from, to), source, from, to);
  }

  private int add(int hash, byte[] source, int from, int to) {
    int slot = slot(hash, source, from, to);
    if (slots[slot] != 0) {
      return (int) slots[slot] - 1;
    }
    append(source, from, to);
    slots[slot] = (long) hash << 32 | size;
    if (size * 2 > slots.length) {
      rehash();
    }
    return size - 1;
  }

  /// [#add] for many texts at once: text i is `source[offsets[rows[i]] .. offsets[rows[i] + 1])`
  /// and gets its number in `numbers[rows[i]]`. With many distinct texts each look waits for memory
  /// several times; here the waits of many texts overlap: 71 ns a text in place of 100 with 96,000
  /// distinct ones (`GroupBenchmark`).
  public void addEach(byte[] source, int[] offsets, int[] rows, int count, int[] numbers) {
    for (int from = 0; from < count; from += RUN) {
      addRun(source, offsets, rows, from, Math.min(count, from + RUN), numbers);
    }
  }

  private void addRun(
      byte[] source, int[] textOffsets, int[] rows, int from, int to, int[] numbers) {
    int mask = slots.length - 1;
    long touched = 0;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      int hash = ByteHash.of(source, textOffsets[row], textOffsets[row + 1]);
      runHashes[i - from] = hash;
      touched += slots[hash & mask];
    }
    for (int i = from; i < to; i++) {
      long entry = slots[runHashes[i - from] & mask];
      if (entry != 0) {
        touched += bytes[Math.min(offsets[(int) entry - 1], bytes.length - 1)];
      }
    }
    // Keeps the compiler from leaving the looks above out.
    lastTouched = touched;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      numbers[row] = add(runHashes[i - from], source, textOffsets[row], textOffsets[row + 1]);
    }
  }

  /// Adds all texts to another table; fills `numbers` with the number that each has there.
  public void addTo(TextTable other, int[] numbers) {
    int[] all = new int[size];
    Arrays.setAll(all, number -> number);
    other.addEach(bytes, offsets, all, size, numbers);
  }

  /// Bytes of memory held, roughly.
  public long sizeBytes() {
    return bytes.length + 4L * offsets.length + 8L * slots.length;
  }

  private int slot(int hash, byte[] source, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int number = (int) slots[slot] - 1;
      if ((int) (slots[slot] >>> 32) == hash
          && Arrays.equals(bytes, offsets[number], offsets[number + 1], source, from, to)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void append(byte[] source, int from, int to) {
    int start = offsets[size];
    long end = (long) start + (to - from);
    if (end > Limits.TABLE_BYTES_MAX) {
      throw new VestigeException(
          ErrorKind.RESOURCE_EXHAUSTED,
          "the distinct values of a field take more than "
              + Limits.TABLE_BYTES_MAX
              + " bytes; narrow the query");
    }
    if (end > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.max(end, Math.min(bytes.length * 2L, Limits.TABLE_BYTES_MAX)));
    }
    if (size + 1 == offsets.length) {
      offsets = Arrays.copyOf(offsets, size * 2 + 1);
    }
    System.arraycopy(source, from, bytes, start, to - from);
    offsets[++size] = (int) end;
  }

  private void rehash() {
    long[] old = slots;
    slots = new long[old.length * 2];
    int mask = slots.length - 1;
    for (long entry : old) {
      if (entry != 0) {
        int slot = (int) (entry >>> 32) & mask;
        while (slots[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = entry;
      }
    }
  }
}
