package dev.vestige.logsql.exec.order;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;

/// One of the fields that the rows of a block are sorted by. Confined to one worker.
final class KeyColumn {
  private static final byte UNKNOWN = 0;
  private static final byte KEPT = 1;
  private static final byte LOST = 2;

  private final ColumnVector column;
  private final ByteSink text = new ByteSink(64);

  /// The kind of keys that the numbers of the column are; TEXT where its texts must be read.
  private final byte kind;

  private long[] numbers = new long[0];

  KeyColumn(String field, ColumnVector column) {
    this.column = column;
    this.kind = column instanceof ColumnVector.Longs longs ? kind(field, longs) : SortKey.TEXT;
    if (kind != SortKey.TEXT && column instanceof ColumnVector.Longs longs) {
      numbers = longs.values();
    }
  }

  private static byte kind(String field, ColumnVector.Longs longs) {
    return switch (longs.format()) {
      case DECIMAL -> SortKey.NUMBER;
      case UNSIGNED -> isSigned(longs) ? SortKey.NUMBER : SortKey.TEXT;
      case TIME -> field.equals(FieldNames.TIME) ? SortKey.TIME : SortKey.TEXT;
      case IPV4, HEX -> SortKey.TEXT;
    };
  }

  private static boolean isSigned(ColumnVector.Longs longs) {
    long all = 0;
    for (int row = 0; row < longs.rows(); row++) {
      all |= longs.values()[row];
    }
    return all >= 0;
  }

  void append(int row, ByteSink out) {
    if (kind != SortKey.TEXT && !column.isEmpty(row)) {
      SortKey.appendNumber(kind, numbers[row], out);
      return;
    }
    text.clear();
    column.appendText(row, text);
    SortKey.appendText(text.array(), 0, text.position(), out);
  }

  /// Clears the rows whose key surely comes behind the first key of a row.
  ///
  /// @param descending whether larger keys come first
  /// @param withEqual whether rows with an equal key go, too
  /// @param from rows before this one do not matter any more
  void clearBehind(SortedRow last, boolean descending, boolean withEqual, int from, Bitmap rows) {
    if (kind != SortKey.TEXT && last.keys()[0] == kind) {
      clearNumbers(SortKey.number(last.keys(), 0), descending, withEqual, from, rows);
      return;
    }
    Bound bound = new Bound(last.keys(), descending, withEqual);
    switch (column) {
      case ColumnVector.Constant constant -> {
        var value = constant.text();
        int end = value.offset() + value.length();
        if (bound.isBehind(value.array(), value.offset(), end)) {
          rows.clearAll();
        }
      }
      case ColumnVector.Coded coded -> clearCoded(coded, bound, from, rows);
      case ColumnVector.Texts texts -> {
        int[] offsets = texts.offsets();
        for (int row = rows.nextSet(from); row >= 0; row = rows.nextSet(row + 1)) {
          if (bound.isBehind(texts.bytes(), offsets[row], offsets[row + 1])) {
            rows.clear(row);
          }
        }
      }
      case ColumnVector.Longs _, ColumnVector.Doubles _, ColumnVector.Ids _ -> {
        for (int row = rows.nextSet(from); row >= 0; row = rows.nextSet(row + 1)) {
          text.clear();
          column.appendText(row, text);
          if (bound.isBehind(text.array(), 0, text.position())) {
            rows.clear(row);
          }
        }
      }
    }
  }

  /// A missing value comes before every number.
  private void clearNumbers(
      long bound, boolean descending, boolean withEqual, int from, Bitmap rows) {
    boolean allPresent = column instanceof ColumnVector.Longs longs && longs.present() == null;
    long[] words = rows.words();
    for (int w = from >>> 6; w < words.length; w++) {
      long rest = w == from >>> 6 ? words[w] & (-1L << from) : words[w];
      for (; rest != 0; rest &= rest - 1) {
        int bit = Long.numberOfTrailingZeros(rest);
        int row = (w << 6) + bit;
        long number = numbers[row];
        boolean behind = descending ? number < bound : number > bound;
        if ((allPresent || !column.isEmpty(row))
            ? behind || (withEqual && number == bound)
            : descending) {
          words[w] &= ~(1L << bit);
        }
      }
    }
  }

  /// Each entry of the dictionary is compared once at most.
  private static void clearCoded(ColumnVector.Coded coded, Bound bound, int from, Bitmap rows) {
    Dictionary dictionary = coded.dictionary();
    int[] offsets = dictionary.offsets();
    int[] codes = coded.codes();
    byte[] verdicts = new byte[dictionary.size()];
    for (int row = rows.nextSet(from); row >= 0; row = rows.nextSet(row + 1)) {
      int code = codes[row];
      if (verdicts[code] == UNKNOWN) {
        boolean behind = bound.isBehind(dictionary.bytes(), offsets[code], offsets[code + 1]);
        verdicts[code] = behind ? LOST : KEPT;
      }
      if (verdicts[code] == LOST) {
        rows.clear(row);
      }
    }
  }

  /// The first key of a row that other rows must come before.
  private static final class Bound {
    private final byte[] keys;
    private final boolean descending;
    private final boolean withEqual;

    Bound(byte[] keys, boolean descending, boolean withEqual) {
      this.keys = keys;
      this.descending = descending;
      this.withEqual = withEqual;
    }

    boolean isBehind(byte[] bytes, int from, int to) {
      int order = SortKey.compareText(bytes, from, to, keys, 0);
      return order == 0 ? withEqual : descending ? order < 0 : order > 0;
    }
  }
}
