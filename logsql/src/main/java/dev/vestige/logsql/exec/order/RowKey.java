package dev.vestige.logsql.exec.order;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.LittleEndian;
import dev.vestige.storage.ColumnVector;
import java.util.Arrays;

/// The values of some fields of a row as one text, equal only for equal values: each behind its
/// length of four bytes.
final class RowKey {
  private RowKey() {}

  static void append(ColumnVector[] columns, int row, ByteSink out) {
    for (ColumnVector column : columns) {
      int lengthAt = out.position();
      out.putInt(0);
      column.appendText(row, out);
      out.setInt(lengthAt, out.position() - lengthAt - Integer.BYTES);
    }
  }

  /// Compares keys of the same fields value by value: shorter ones first, those of the same length
  /// as bytes. The order of groups means nothing to people, but clients have come to see this one.
  static int compare(ByteSlice a, ByteSlice b) {
    int atA = a.offset();
    int atB = b.offset();
    while (atA < a.offset() + a.length()) {
      int endA = atA + Integer.BYTES + LittleEndian.getInt(a.array(), atA);
      int endB = atB + Integer.BYTES + LittleEndian.getInt(b.array(), atB);
      int order = Integer.compare(endA - atA, endB - atB);
      if (order == 0) {
        order = Arrays.compareUnsigned(a.array(), atA, endA, b.array(), atB, endB);
      }
      if (order != 0) {
        return order;
      }
      atA = endA;
      atB = endB;
    }
    return 0;
  }
}
