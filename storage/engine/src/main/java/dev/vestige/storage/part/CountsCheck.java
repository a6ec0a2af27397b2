package dev.vestige.storage.part;

import dev.vestige.base.VestigeException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Counts the values of a part again, block after block, and compares that with what the part says
/// of them. Confined to one thread.
final class CountsCheck {
  private final PartReader part;
  private final ReadContext context;
  private final Map<ColumnId, Found> found = new HashMap<>();

  CountsCheck(PartReader part, ReadContext context) {
    this.part = part;
    this.context = context;
  }

  /// What was seen of one column, by index of the child.
  private static final class Found {
    final int[] present;
    final int[][] ofCode;

    Found(ColumnMeta column) {
      present = new int[column.present.length];
      ofCode =
          column.countsLength == 0
              ? new int[0][]
              : new int[present.length][column.dictionaryEntries + 1];
    }
  }

  /// Adds a column of values of a block.
  void add(ColumnMeta column, StoredColumn stored, BlockColumns block) {
    Found counts = found.computeIfAbsent(column.id, _ -> new Found(column));
    if (counts.present.length == 0) {
      return;
    }
    if (column.id.domain() == ColumnId.Domain.SPANS) {
      for (int row = 0; row < block.rows(); row++) {
        add(stored, row, 0, counts);
      }
      return;
    }
    int[] first = block.childRow(column.id.domain());
    for (int row = 0; row < block.rows(); row++) {
      for (int child = first[row]; child < first[row + 1]; child++) {
        if (child - first[row] >= counts.present.length) {
          throw corrupt(column.id + " is counted for too few children of a span");
        }
        add(stored, child, child - first[row], counts);
      }
    }
  }

  private static void add(StoredColumn stored, int row, int index, Found counts) {
    if (!stored.has(row)) {
      return;
    }
    if (counts.ofCode.length > 0) {
      counts.ofCode[index][stored.codes()[row]]++;
    }
    if (ColumnCounts.isShown(stored.typeCode(row))) {
      counts.present[index]++;
    }
  }

  /// Compares, when all blocks were added.
  void finish() {
    found.forEach((id, counts) -> {
      ColumnMeta column = part.column(id).orElseThrow();
      if (!Arrays.equals(counts.present, column.present)) {
        throw corrupt(id + " has other rows with a value than its count says");
      }
      for (int index = 0; index < counts.ofCode.length; index++) {
        int[] said = part.counts(column, context)[index];
        if (!Arrays.equals(counts.ofCode[index], 1, said.length, said, 1, said.length)) {
          throw corrupt(id + " has other values than its counts say");
        }
      }
    });
    if (!part.footer().series().isMissing()) {
      SeriesTable series = SeriesTable.read(part, context);
      compare(series, series.name, Fields.NAME);
      compare(series, series.kind, Fields.KIND);
      compare(series, series.status, Fields.STATUS_CODE);
    }
  }

  private void compare(SeriesTable series, int[] codes, String field) {
    ColumnId id = ColumnId.field(ColumnId.Domain.SPANS, field);
    Found counts = found.get(id);
    if (counts == null || counts.ofCode.length == 0) {
      return;
    }
    int[] ofCode = new int[counts.ofCode[0].length];
    for (int row = 0; row < series.size(); row++) {
      ofCode[codes[row]] += series.rows[row];
    }
    if (!Arrays.equals(ofCode, 1, ofCode.length, counts.ofCode[0], 1, ofCode.length)) {
      throw corrupt("the series have other spans by " + field + " than there are");
    }
  }

  private VestigeException corrupt(String what) {
    return VestigeException.corrupt("part " + part.name() + ": " + what);
  }
}
