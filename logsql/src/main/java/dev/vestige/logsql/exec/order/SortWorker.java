package dev.vestige.logsql.exec.order;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.kept.KeptFields;
import dev.vestige.logsql.exec.kept.Reservation;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one worker keeps of the rows it was given. Rows that surely come too late are left out by
/// their first key alone; of the others only the keys are read until the end of the block, and of
/// those that are still among the first ones all values. Confined to one worker.
final class SortWorker {
  private static final int GROUP_BYTES = 128;

  private final RowOrder order;
  private final List<String> partitionBy;
  private final long limit;
  private final Reservation memory;
  private final Map<ByteSlice, RowRuns> groups = new HashMap<>();
  private final RowRuns only;
  private final List<SortedRow> newRows = new ArrayList<>();
  private final ByteSink keys = new ByteSink();
  private final ByteSink group = new ByteSink();

  /// @param limit how many rows of each group are wanted; `Long.MAX_VALUE` for all
  SortWorker(RowOrder order, List<String> partitionBy, long limit, MemoryBudget budget) {
    this.order = order;
    this.partitionBy = partitionBy;
    this.limit = limit;
    this.memory = new Reservation(budget);
    this.only = new RowRuns(order, limit);
  }

  void add(BlockView block) {
    add(block, new Bitmap(block.rows()));
  }

  /// Takes the selected rows of a block, some of them with a mark.
  void add(BlockView block, Bitmap marked) {
    if (comesLate(block)) {
      return;
    }
    Bitmap rows = block.selection().copy();
    List<KeyColumn> keyColumns = new ArrayList<>();
    for (String field : order.fields()) {
      keyColumns.add(new KeyColumn(field, block.column(field)));
    }
    ColumnVector[] partition = partitionBy.stream().map(block::column).toArray(ColumnVector[]::new);
    BlockValues values = new BlockValues(block);
    clearLate(keyColumns, rows, 0);
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      SortedRow kept = new SortedRow(keys(row, keyColumns), row, marked.get(row));
      memory.add(kept.sizeBytes());
      if (limit == Long.MAX_VALUE || order.byWholeRows()) {
        values.keep(kept);
      } else {
        newRows.add(kept);
      }
      if (runs(partition, row).add(kept)) {
        newRows.removeIf(SortedRow::isDropped);
        clearLate(keyColumns, rows, row + 1);
      }
    }
    endBlock(values);
  }

  /// Whether all rows of a block come behind the last one that is wanted, as far as that is known
  /// without reading them.
  private boolean comesLate(BlockView block) {
    Optional<SortedRow> last = only.last();
    if (last.isEmpty() || order.byWholeRows() || last.get().keys()[0] != SortKey.NUMBER) {
      return false;
    }
    ColumnSummary column = block.summary(order.fields().getFirst());
    long bound = SortKey.number(last.get().keys(), 0);
    return order.isDescending(0) ? column.largestNumber() < bound : column.smallestNumber() > bound;
  }

  private byte[] keys(int row, List<KeyColumn> keyColumns) {
    keys.clear();
    for (KeyColumn column : keyColumns) {
      column.append(row, keys);
    }
    return keys.toByteArray();
  }

  private RowRuns runs(ColumnVector[] partition, int row) {
    if (partition.length == 0) {
      return only;
    }
    group.clear();
    RowKey.append(partition, row, group);
    RowRuns known = groups.get(group.slice());
    if (known == null) {
      known = new RowRuns(order, limit);
      memory.add(GROUP_BYTES + group.position());
      groups.put(ByteSlice.of(group.toByteArray()), known);
    }
    return known;
  }

  /// Clears rows from `from` on that come behind the last one that is wanted.
  private void clearLate(List<KeyColumn> keyColumns, Bitmap rows, int from) {
    Optional<SortedRow> last = only.last();
    if (last.isPresent() && !keyColumns.isEmpty()) {
      keyColumns
          .getFirst()
          .clearBehind(last.get(), order.isDescending(0), keyColumns.size() == 1, from, rows);
    }
  }

  private void endBlock(BlockValues values) {
    if (limit != Long.MAX_VALUE) {
      only.settle();
      groups.values().forEach(RowRuns::settle);
    }
    newRows.removeIf(SortedRow::isDropped);
    values.narrow(newRows);
    newRows.forEach(values::keep);
    newRows.clear();
    values.close();
  }

  /// The last of the wanted rows, once there are enough and when there is one group only.
  Optional<SortedRow> last() {
    return only.last();
  }

  /// The rows by group, named by a [RowKey].
  Map<ByteSlice, RowRuns> groups() {
    only.settle();
    groups.values().forEach(RowRuns::settle);
    if (partitionBy.isEmpty()) {
      groups.put(ByteSlice.EMPTY, only);
    }
    return groups;
  }

  void close() {
    memory.close();
  }

  /// The values of a block's rows, whose columns are read when the first row is kept.
  private final class BlockValues {
    private BlockView block;
    private KeptFields fields = KeptFields.NONE;

    BlockValues(BlockView block) {
      this.block = block;
    }

    /// Says that no other rows will be kept.
    void narrow(List<SortedRow> rows) {
      if (fields == KeptFields.NONE && !rows.isEmpty()) {
        Bitmap places = new Bitmap(block.rows());
        rows.forEach(row -> places.set(row.place()));
        block = block.only(places);
      }
    }

    void keep(SortedRow row) {
      if (fields == KeptFields.NONE) {
        fields = KeptFields.of(block);
      }
      row.keep(fields, fields.values(row.place()));
      memory.add(row.values().length);
    }

    void close() {
      if (fields != KeptFields.NONE) {
        fields.release();
      }
    }
  }
}
