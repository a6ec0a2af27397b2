package dev.vestige.storage.part;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import org.jspecify.annotations.Nullable;

/// A decoded column of a block: either codes into typed values, or raw values of the rows that have
/// one. The arrays belong to it.
final class StoredColumn {
  private final int rows;
  private final int firstRow;
  private final @Nullable Bitmap present;
  private final int[] codes;
  private final @Nullable ColumnDictionary dictionary;
  private final @Nullable RawColumn raw;

  /// A row from which on rows were counted last, and how many before it have a value.
  private int countedRow;

  private int valuesBefore;

  /// @param firstRow the first row of which there are codes or values; rows outside must not be
  ///   asked for
  StoredColumn(
      int rows,
      int firstRow,
      @Nullable Bitmap present,
      int[] codes,
      @Nullable ColumnDictionary dictionary,
      @Nullable RawColumn raw) {
    this.rows = rows;
    this.firstRow = firstRow;
    this.present = present;
    this.codes = codes;
    this.dictionary = dictionary;
    this.raw = raw;
    this.countedRow = firstRow;
  }

  int rows() {
    return rows;
  }

  /// The code of each row; empty for raw values.
  int[] codes() {
    return codes;
  }

  /// How many codes there can be.
  int entries() {
    return dictionary == null ? 0 : dictionary.size();
  }

  /// The whole dictionary.
  @Nullable TypedValues values() {
    return dictionary == null ? null : dictionary.whole();
  }

  /// Whether the rows have codes of a dictionary that is in memory as a whole.
  boolean isCodedByKnown() {
    return dictionary != null && dictionary.isKnown();
  }

  ColumnVector vector() {
    if (dictionary != null) {
      return new ColumnVector.Coded(dictionary.whole().texts(), codes, rows);
    }
    return raw().vector(present, rows);
  }

  private RawColumn raw() {
    if (raw == null) {
      throw new IllegalStateException("a column has either codes or raw values");
    }
    return raw;
  }

  boolean has(int row) {
    return dictionary != null ? code(row) != 0 : present == null || present.get(row);
  }

  /// Whether two rows surely have the same value, or none.
  boolean isSame(int row, int other) {
    return dictionary != null && code(row) == code(other);
  }

  private int code(int row) {
    return codes[row - firstRow];
  }

  /// The type of a row's value; the row must have one.
  int typeCode(int row) {
    if (dictionary == null) {
      return raw().typeCode(rawAt(row));
    }
    TypedValues values = dictionary.around(code(row));
    return values.typeCode(dictionary.indexOf(code(row)));
  }

  /// Appends the bytes of a row's value as a batch keeps them; the row must have one.
  void appendRaw(int row, ByteSink out) {
    if (dictionary != null) {
      TypedValues values = dictionary.around(code(row));
      int code = dictionary.indexOf(code(row));
      out.putBytes(values.bytes(), values.start(code), values.end(code) - values.start(code));
    } else {
      raw().appendRaw(rawAt(row), out);
    }
  }

  /// Appends what LogsQL shows of a row's value; the row must have one.
  void appendText(int row, ByteSink out) {
    if (dictionary == null) {
      raw().appendText(rawAt(row), out);
      return;
    }
    TypedValues values = dictionary.around(code(row));
    values.appendText(dictionary.indexOf(code(row)), out);
  }

  /// The number of a row's `INT` value.
  long number(int row) {
    if (dictionary == null) {
      return raw().number(rawAt(row));
    }
    TypedValues values = dictionary.around(code(row));
    return values.number(dictionary.indexOf(code(row)));
  }

  private int rawAt(int row) {
    Bitmap bits = present;
    if (bits == null) {
      return row - firstRow;
    }
    if (row < countedRow) {
      countedRow = firstRow;
      valuesBefore = 0;
    }
    valuesBefore += bits.count(countedRow, row);
    countedRow = row;
    return valuesBefore;
  }
}
