package dev.vestige.logsql.exec.order;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.LittleEndian;
import dev.vestige.logsql.exec.value.SortOrder;
import dev.vestige.logsql.exec.value.WholeNumbers;
import dev.vestige.storage.TimeText;
import dev.vestige.storage.ValueText;

/// The form in which a key of a row is kept: a byte for its kind, then a number of eight bytes, or
/// a text behind its length of four.
final class SortKey {
  static final byte TEXT = 0;

  /// A whole number that is written as it is printed.
  static final byte NUMBER = 1;

  /// Nanoseconds since the epoch: a `_time` as storage has it, which sorts exactly where its text
  /// would not.
  static final byte TIME = 2;

  private static final int NUMBER_LENGTH = 1 + Long.BYTES;
  private static final int TEXT_START = 1 + Integer.BYTES;

  private SortKey() {}

  static void appendNumber(byte kind, long number, ByteSink out) {
    out.putByte(kind);
    out.putLong(number);
  }

  static void appendText(byte[] bytes, int from, int to, ByteSink out) {
    if (WholeNumbers.isPrintedSigned(bytes, from, to)) {
      appendNumber(NUMBER, WholeNumbers.parse(bytes, from, to), out);
      return;
    }
    out.putByte(TEXT);
    out.putInt(to - from);
    out.putBytes(bytes, from, to - from);
  }

  static long number(byte[] keys, int at) {
    return LittleEndian.getLong(keys, at + 1);
  }

  /// Where the key behind the one at `at` starts.
  static int next(byte[] keys, int at) {
    return keys[at] == TEXT ? at + TEXT_START + textLength(keys, at) : at + NUMBER_LENGTH;
  }

  private static int textLength(byte[] keys, int at) {
    return LittleEndian.getInt(keys, at + 1);
  }

  static int compare(byte[] a, int atA, byte[] b, int atB) {
    if (a[atA] == b[atB]) {
      return a[atA] == TEXT
          ? SortOrder.compare(
              a,
              atA + TEXT_START,
              atA + TEXT_START + textLength(a, atA),
              b,
              atB + TEXT_START,
              atB + TEXT_START + textLength(b, atB))
          : Long.compare(number(a, atA), number(b, atB));
    }
    ByteSink textA = text(a, atA);
    ByteSink textB = text(b, atB);
    return SortOrder.compare(
        textA.array(), 0, textA.position(), textB.array(), 0, textB.position());
  }

  /// Compares the text of a value with a key.
  static int compareText(byte[] bytes, int from, int to, byte[] key, int at) {
    if (key[at] == TEXT) {
      return SortOrder.compare(
          bytes, from, to, key, at + TEXT_START, at + TEXT_START + textLength(key, at));
    }
    ByteSink text = text(key, at);
    return SortOrder.compare(bytes, from, to, text.array(), 0, text.position());
  }

  private static ByteSink text(byte[] keys, int at) {
    ByteSink text = new ByteSink(32);
    switch (keys[at]) {
      case NUMBER -> ValueText.appendLong(number(keys, at), text);
      case TIME -> TimeText.append(number(keys, at), text);
      default -> text.putBytes(keys, at + TEXT_START, textLength(keys, at));
    }
    return text;
  }
}
