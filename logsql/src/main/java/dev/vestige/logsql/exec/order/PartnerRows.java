package dev.vestige.logsql.exec.order;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.exec.kept.Reservation;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.pipe.JoinPipe;
import dev.vestige.storage.ColumnVector;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The rows of the query inside a `join`, to be found by the values of the `by` fields. Workers
/// take turns while rows come in; afterwards it may be read by many.
final class PartnerRows implements BlockSink {
  private static final int BYTES_PER_ROW = 16;

  private final JoinPipe join;
  private final Reservation memory;
  private final TextTable keys = new TextTable();
  private final ByteSink key = new ByteSink();
  private final Map<String, TextsBuilder> builders = new LinkedHashMap<>();
  private final Map<String, ColumnVector> columns = new LinkedHashMap<>();

  /// By key the last row that has it plus one, so that 0 means none.
  private int[] lastRow = new int[16];

  /// By row the one before with the same key; -1 for none.
  private int[] rowBefore = new int[16];

  private int rows;

  PartnerRows(JoinPipe join, MemoryBudget budget) {
    this.join = join;
    this.memory = new Reservation(budget);
  }

  @Override
  public synchronized boolean accept(BlockView block, int worker) {
    Bitmap selection = block.selection();
    int first = rows;
    long keyBytes = keys.sizeBytes();
    ColumnVector[] by = join.by().stream().map(block::column).toArray(ColumnVector[]::new);
    for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
      key.clear();
      RowKey.append(by, row, key);
      addRow(keys.add(key.array(), 0, key.position()));
    }
    memory.add(keys.sizeBytes() - keyBytes + (long) BYTES_PER_ROW * (rows - first));
    for (String field : block.fields()) {
      if (!join.by().contains(field)) {
        addColumn(join.prefix() + field, block.column(field), selection, first);
      }
    }
    return true;
  }

  private void addRow(int number) {
    if (number == lastRow.length) {
      lastRow = Arrays.copyOf(lastRow, number * 2);
    }
    if (rows == rowBefore.length) {
      rowBefore = Arrays.copyOf(rowBefore, rows * 2);
    }
    rowBefore[rows] = lastRow[number] - 1;
    lastRow[number] = ++rows;
  }

  private void addColumn(String name, ColumnVector column, Bitmap selection, int first) {
    TextsBuilder builder = builders.computeIfAbsent(name, _ -> new TextsBuilder(rows));
    builder.fill(first);
    int bytes = builder.text().position();
    for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
      column.appendText(row, builder.text());
      builder.endRow();
    }
    memory.add(builder.text().position() - bytes + (long) Integer.BYTES * (rows - first));
  }

  @Override
  public void finish() {
    builders.forEach((name, builder) -> {
      builder.fill(rows);
      columns.put(name, builder.build());
    });
    builders.clear();
  }

  /// The last partner of a row with such a [RowKey]; -1 when there is none.
  int last(ByteSlice rowKey) {
    int number = keys.find(rowKey.array(), rowKey.offset(), rowKey.offset() + rowKey.length());
    return number < 0 ? -1 : lastRow[number] - 1;
  }

  /// The partner before, -1 behind the first one.
  int before(int partner) {
    return rowBefore[partner];
  }

  /// The columns a partner brings along, by the names they get.
  Map<String, ColumnVector> columns() {
    return columns;
  }

  void close() {
    memory.close();
  }
}
