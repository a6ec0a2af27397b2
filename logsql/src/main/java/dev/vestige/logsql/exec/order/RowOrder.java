package dev.vestige.logsql.exec.order;

import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.value.SortOrder;
import dev.vestige.logsql.pipe.Direction;
import dev.vestige.logsql.pipe.SortField;
import dev.vestige.logsql.pipe.SortPipe;
import java.util.List;

/// The order that a `sort` asks for. Across values of mixed kinds it is not transitive, so sorting
/// must not rely on that. Thread-safe.
final class RowOrder {
  /// Below this many rows the simplest way is the fastest.
  private static final int INSERTION_ROWS_MAX = 8;

  private final List<String> fields;
  private final boolean[] descending;
  private final boolean byWholeRows;

  RowOrder(SortPipe sort) {
    fields = sort.by().stream().map(SortField::field).toList();
    byWholeRows = fields.isEmpty();
    descending = new boolean[Math.max(1, fields.size())];
    descending[0] = sort.wholeRows() == Direction.DESCENDING;
    for (int i = 0; i < fields.size(); i++) {
      descending[i] = sort.by().get(i).direction() == Direction.DESCENDING;
    }
  }

  /// Whether rows are compared by all their fields, so that their values must be there.
  boolean byWholeRows() {
    return byWholeRows;
  }

  /// The fields to sort by; none when whole rows are compared.
  List<String> fields() {
    return fields;
  }

  boolean isDescending(int field) {
    return descending[field];
  }

  int compare(SortedRow a, SortedRow b) {
    if (byWholeRows) {
      int order = compareRows(a, b);
      return descending[0] ? -order : order;
    }
    int atA = 0;
    int atB = 0;
    for (boolean reversed : descending) {
      int order = SortKey.compare(a.keys(), atA, b.keys(), atB);
      if (order != 0) {
        return reversed ? -order : order;
      }
      atA = SortKey.next(a.keys(), atA);
      atB = SortKey.next(b.keys(), atB);
    }
    return 0;
  }

  /// Field by field in the order of their names; what one row lacks is empty and comes first.
  private static int compareRows(SortedRow a, SortedRow b) {
    ByteSource valuesA = new ByteSource("a row", a.values());
    ByteSource valuesB = new ByteSource("a row", b.values());
    while (valuesA.remaining() > 0 && valuesB.remaining() > 0) {
      String nameA = a.names().names().get((int) valuesA.getVarint());
      String nameB = b.names().names().get((int) valuesB.getVarint());
      int byName = nameA.compareTo(nameB);
      if (byName != 0) {
        return byName < 0 ? 1 : -1;
      }
      int lengthA = (int) valuesA.getVarint();
      int fromA = valuesA.take(lengthA);
      int lengthB = (int) valuesB.getVarint();
      int fromB = valuesB.take(lengthB);
      int order =
          SortOrder.compare(a.values(), fromA, fromA + lengthA, b.values(), fromB, fromB + lengthB);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(valuesA.remaining(), valuesB.remaining());
  }

  /// Sorts rows in place, equal ones staying as they are. The platform's sort refuses orders that
  /// are not transitive.
  void sort(SortedRow[] rows, int count) {
    sort(rows, rows.clone(), 0, count);
  }

  private void sort(SortedRow[] rows, SortedRow[] spare, int from, int to) {
    if (to - from <= INSERTION_ROWS_MAX) {
      for (int i = from + 1; i < to; i++) {
        SortedRow row = rows[i];
        int at = i;
        while (at > from && compare(rows[at - 1], row) > 0) {
          rows[at] = rows[at - 1];
          at--;
        }
        rows[at] = row;
      }
      return;
    }
    int middle = (from + to) >>> 1;
    sort(spare, rows, from, middle);
    sort(spare, rows, middle, to);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft = left < middle && (right == to || compare(spare[left], spare[right]) <= 0);
      rows[i] = takeLeft ? spare[left++] : spare[right++];
    }
  }
}
