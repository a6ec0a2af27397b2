package dev.vestige.storage.part;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import org.jspecify.annotations.Nullable;

/// A decoded column of a block: either codes into typed values, or raw values of the rows that have
/// one. The arrays belong to it.
final class StoredColumn {
  private final int rows;
  private final @Nullable Bitmap present;
  private final int[] codes;
  private final @Nullable TypedValues values;
  private final @Nullable RawColumn raw;
  private int[] rawOfRow = new int[0];

  StoredColumn(
      int rows,
      @Nullable Bitmap present,
      int[] codes,
      @Nullable TypedValues values,
      @Nullable RawColumn raw) {
    this.rows = rows;
    this.present = present;
    this.codes = codes;
    this.values = values;
    this.raw = raw;
  }

  /// The code of each row; empty for raw values.
  int[] codes() {
    return codes;
  }

  /// How many codes there can be.
  int entries() {
    return values == null ? 0 : values.size();
  }

  @Nullable TypedValues values() {
    return values;
  }

  ColumnVector vector() {
    if (values != null) {
      return new ColumnVector.Coded(values.texts(), codes, rows);
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
    return values != null ? codes[row] != 0 : present == null || present.get(row);
  }

  int typeCode(int row) {
    return values != null ? values.typeCode(codes[row]) : raw().typeCode(rawAt(row));
  }

  /// Appends the bytes of a row's value as a batch keeps them.
  void appendRaw(int row, ByteSink out) {
    if (values != null) {
      int code = codes[row];
      out.putBytes(values.bytes(), values.start(code), values.end(code) - values.start(code));
    } else {
      raw().appendRaw(rawAt(row), out);
    }
  }

  /// The number of a row's `INT` value.
  long number(int row) {
    return values != null ? values.number(codes[row]) : raw().number(rawAt(row));
  }

  private int rawAt(int row) {
    Bitmap bits = present;
    if (bits == null) {
      return row;
    }
    if (rawOfRow.length == 0) {
      rawOfRow = new int[rows];
      int value = 0;
      for (int at = bits.nextSet(0); at >= 0; at = bits.nextSet(at + 1)) {
        rawOfRow[at] = value++;
      }
    }
    return rawOfRow[row];
  }
}
