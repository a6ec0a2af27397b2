package dev.vestige.select.request;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.storage.ColumnVector;
import java.util.ArrayList;
import java.util.List;

/// Keeps some columns of the rows of an answer that is small by its nature, as texts.
public final class RowTable implements BlockSink {
  private static final int ROW_BYTES = 48;
  private static final int CELL_BYTES = 48;

  private final List<String> columns;
  private final MemoryBudget memory;
  private final List<List<List<String>>> byWorker = new ArrayList<>();

  public RowTable(List<String> columns, MemoryBudget memory, int workers) {
    this.columns = List.copyOf(columns);
    this.memory = memory;
    for (int i = 0; i < workers; i++) {
      byWorker.add(new ArrayList<>());
    }
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    ColumnVector[] vectors = new ColumnVector[columns.size()];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = block.column(columns.get(i));
    }
    List<List<String>> rows = byWorker.get(worker);
    ByteSink text = new ByteSink();
    Bitmap selection = block.selection();
    for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
      List<String> cells = new ArrayList<>(vectors.length);
      long bytes = ROW_BYTES;
      for (ColumnVector vector : vectors) {
        text.clear();
        vector.appendText(row, text);
        bytes += CELL_BYTES + text.position();
        cells.add(text.slice().toString());
      }
      memory.reserve(bytes);
      rows.add(cells);
    }
    return true;
  }

  @Override
  public void finish() {}

  /// The rows, each with a text per column. In order when the query's last pipe puts them in order.
  public List<List<String>> rows() {
    List<List<String>> all = new ArrayList<>();
    byWorker.forEach(all::addAll);
    return all;
  }
}
