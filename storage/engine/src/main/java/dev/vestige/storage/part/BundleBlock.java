package dev.vestige.storage.part;

import dev.vestige.base.encoding.Bitmap;
import java.util.Arrays;

/// The values of a bundle's columns in one block. Immutable; the arrays belong to it.
final class BundleBlock {
  private final ValueBundle bundle;

  /// The numbers of the columns that have values, rising.
  private final int[] columns;

  /// Where their values begin, and the end of the last one's.
  private final int[] first;

  private final int[] rows;
  private final byte[] types;
  private final int[] offsets;
  private final byte[] bytes;

  private BundleBlock(
      ValueBundle bundle,
      int[] columns,
      int[] first,
      int[] rows,
      byte[] types,
      int[] offsets,
      byte[] bytes) {
    this.bundle = bundle;
    this.columns = columns;
    this.first = first;
    this.rows = rows;
    this.types = types;
    this.offsets = offsets;
    this.bytes = bytes;
  }

  /// Reads a chunk to its end.
  ///
  /// @param domainRows how many rows the columns have in the block
  static BundleBlock read(ChunkSource in, PlaneCodec planes, ValueBundle bundle, int domainRows) {
    int[] columns = new int[in.count(bundle.columns(), "columns of a bundle in a block")];
    planes.unpackInts(in, columns, columns.length);
    int[] first = new int[columns.length + 1];
    planes.unpackInts(in, first, columns.length);
    int count = 0;
    for (int i = 0; i < columns.length; i++) {
      int values = first[i];
      if (values <= 0 || values > Math.min(domainRows, ValueBundle.CHUNK_VALUES_MAX - count)) {
        throw in.corrupt(values + " values of a column of a bundle in " + domainRows + " rows");
      }
      if (columns[i] <= (i == 0 ? -1 : columns[i - 1]) || columns[i] >= bundle.columns()) {
        throw in.corrupt("column " + columns[i] + " of a bundle of " + bundle.columns());
      }
      first[i] = count;
      count += values;
    }
    first[columns.length] = count;
    int[] rows = new int[count];
    planes.unpackInts(in, rows, count);
    requireRows(in, first, rows, domainRows);
    byte[] types = new byte[count];
    planes.unpackBytes(in, types, 0, count);
    int[] lengths = new int[count];
    planes.unpackInts(in, lengths, count);
    int size = in.unpackedSize("bytes of a bundle's values");
    int[] offsets = new int[count + 1];
    for (int i = 0; i < count; i++) {
      if (lengths[i] < 0 || lengths[i] > size - offsets[i]) {
        throw in.corrupt("value " + i + " of " + lengths[i] + " bytes in " + size);
      }
      offsets[i + 1] = offsets[i] + lengths[i];
    }
    byte[] bytes = new byte[size];
    planes.unpackBytes(in, bytes, 0, size);
    return new BundleBlock(bundle, columns, first, rows, types, offsets, bytes);
  }

  /// The rows of each column rise and are in the block.
  private static void requireRows(ChunkSource in, int[] first, int[] rows, int domainRows) {
    for (int i = 0; i + 1 < first.length; i++) {
      int before = -1;
      for (int at = first[i]; at < first[i + 1]; at++) {
        if (rows[at] <= before || rows[at] >= domainRows) {
          throw in.corrupt("row " + rows[at] + " behind " + before + " of " + domainRows);
        }
        before = rows[at];
      }
    }
  }

  boolean isOf(ValueBundle other) {
    return bundle.equals(other);
  }

  boolean has(ColumnMeta column) {
    return place(column) >= 0;
  }

  private int place(ColumnMeta column) {
    return Arrays.binarySearch(columns, column.numberInBundle);
  }

  /// The rows that have a value, rising; none when the column has no value in the block.
  int[] rows(ColumnMeta column) {
    int place = place(column);
    return place < 0 ? new int[0] : Arrays.copyOfRange(rows, first[place], first[place + 1]);
  }

  /// The rows of a column that has values, as a set.
  Bitmap present(ColumnMeta column, int domainRows) {
    Bitmap present = new Bitmap(domainRows);
    for (int row : rows(column)) {
      present.set(row);
    }
    return present;
  }

  /// The values of these rows.
  RawColumn values(ColumnMeta column) {
    int place = place(column);
    int from = place < 0 ? 0 : first[place];
    int to = place < 0 ? 0 : first[place + 1];
    int[] own = new int[to - from + 1];
    for (int i = 0; i < own.length; i++) {
      own[i] = offsets[from + i] - offsets[from];
    }
    return RawColumn.ofBytes(
        Arrays.copyOfRange(types, from, to),
        own,
        Arrays.copyOfRange(bytes, offsets[from], offsets[to]));
  }
}
