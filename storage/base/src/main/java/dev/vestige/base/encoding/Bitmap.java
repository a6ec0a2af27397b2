package dev.vestige.base.encoding;

import java.util.Arrays;

/// A set of row numbers below a fixed bound. Bits past the bound are always clear. Not safe for
/// several threads.
public final class Bitmap {
  private final long[] words;
  private final int length;

  /// An empty set of rows `0 … length - 1`.
  public Bitmap(int length) {
    this.length = length;
    this.words = new long[(length + 63) >>> 6];
  }

  private Bitmap(long[] words, int length) {
    this.words = words;
    this.length = length;
  }

  public static Bitmap full(int length) {
    Bitmap bitmap = new Bitmap(length);
    bitmap.setRange(0, length);
    return bitmap;
  }

  public Bitmap copy() {
    return new Bitmap(words.clone(), length);
  }

  public int length() {
    return length;
  }

  /// The bits, row r in bit `r & 63` of word `r >> 6`; a writer must keep bits past the bound
  /// clear.
  public long[] words() {
    return words;
  }

  public boolean get(int row) {
    return (words[row >>> 6] >>> row & 1) != 0;
  }

  public void set(int row) {
    words[row >>> 6] |= 1L << row;
  }

  public void clear(int row) {
    words[row >>> 6] &= ~(1L << row);
  }

  public void clearAll() {
    Arrays.fill(words, 0);
  }

  /// Sets the rows from `from` to before `to`.
  public void setRange(int from, int to) {
    if (from >= to) {
      return;
    }
    int first = from >>> 6;
    int last = (to - 1) >>> 6;
    long head = -1L << from;
    long tail = -1L >>> -to;
    if (first == last) {
      words[first] |= head & tail;
      return;
    }
    words[first] |= head;
    Arrays.fill(words, first + 1, last, -1L);
    words[last] |= tail;
  }

  /// Sets row `from + b` for every bit b set in the word; none of them may be past the bound.
  public void setWord(int from, long word) {
    int index = from >>> 6;
    words[index] |= word << from;
    long rest = word >>> 1 >>> (~from & 63);
    if (rest != 0) {
      words[index + 1] |= rest;
    }
  }

  public void and(Bitmap other) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= other.words[i];
    }
  }

  public void or(Bitmap other) {
    for (int i = 0; i < words.length; i++) {
      words[i] |= other.words[i];
    }
  }

  public void andNot(Bitmap other) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= ~other.words[i];
    }
  }

  /// Turns every row over.
  public void flip() {
    for (int i = 0; i < words.length; i++) {
      words[i] = ~words[i];
    }
    if ((length & 63) != 0) {
      words[words.length - 1] &= -1L >>> -length;
    }
  }

  public boolean isEmpty() {
    for (long word : words) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  /// The rows of the set one by one.
  public int[] numbers() {
    int[] numbers = new int[cardinality()];
    int count = 0;
    for (int row = nextSet(0); row >= 0; row = nextSet(row + 1)) {
      numbers[count++] = row;
    }
    return numbers;
  }

  /// How many rows before this one are in the set.
  public int rank(int row) {
    return count(0, row);
  }

  /// How many rows from `from` to before `to` are in the set.
  public int count(int from, int to) {
    if (from >= to) {
      return 0;
    }
    int index = from >>> 6;
    int last = (to - 1) >>> 6;
    long word = words[index] & (-1L << from);
    int count = 0;
    while (index < last) {
      count += Long.bitCount(word);
      word = words[++index];
    }
    return count + Long.bitCount(word & (-1L >>> -to));
  }

  public int cardinality() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /// The first row set at or after the given one; -1 when there is none.
  public int nextSet(int from) {
    if (from >= length) {
      return -1;
    }
    int index = from >>> 6;
    long word = words[index] & (-1L << from);
    while (word == 0) {
      if (++index == words.length) {
        return -1;
      }
      word = words[index];
    }
    return (index << 6) + Long.numberOfTrailingZeros(word);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bitmap that
        && length == that.length
        && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return 31 * length + Arrays.hashCode(words);
  }
}
