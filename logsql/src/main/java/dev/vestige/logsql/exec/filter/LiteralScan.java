package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.value.ByteSearch;

/// Looks for a literal through all texts of a block in one go, and asks the predicate only about
/// the rows where it was found.
final class LiteralScan {
  private LiteralScan() {}

  static void narrow(
      ValuePredicate predicate, byte[] literal, byte[] bytes, int[] offsets, Bitmap rows) {
    int count = rows.length();
    int end = offsets[count];
    Bitmap matching = new Bitmap(count);
    int row = 0;
    int at = ByteSearch.indexOf(bytes, offsets[0], end, literal);
    while (at >= 0) {
      row = rowOf(offsets, row, count, at);
      int rowEnd = offsets[row + 1];
      if (at + literal.length > rowEnd) {
        // The end of one text and the start of the next happen to make up the literal.
        at = ByteSearch.indexOf(bytes, at + 1, end, literal);
        continue;
      }
      if (rows.get(row) && predicate.test(bytes, offsets[row], rowEnd)) {
        matching.set(row);
      }
      at = ByteSearch.indexOf(bytes, rowEnd, end, literal);
    }
    rows.and(matching);
  }

  /// The row at or behind `first` that holds the byte at `position`.
  private static int rowOf(int[] offsets, int first, int count, int position) {
    int step = 1;
    int low = first;
    while (low + step < count && offsets[low + step] <= position) {
      low += step;
      step *= 2;
    }
    int high = Math.min(count, low + step);
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (offsets[middle] <= position) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
