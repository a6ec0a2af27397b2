package dev.vestige.logsql.exec.kept;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.storage.ColumnVector;
import java.util.ArrayList;
import java.util.List;

/// Collects the distinct values of a field, each worker its own, united at the end.
public final class DistinctValues implements BlockSink {
  private final String field;
  private final String whose;
  private final MemoryBudget memory;
  private final List<Worker> workers = new ArrayList<>();
  private TextTable values = new TextTable();

  /// @param whose values they are, for whoever is told that they are too many
  public DistinctValues(String field, String whose, MemoryBudget memory, int workerCount) {
    this.field = field;
    this.whose = whose;
    this.memory = memory;
    for (int i = 0; i < workerCount; i++) {
      workers.add(new Worker());
    }
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    workers.get(worker).add(block);
    return true;
  }

  @Override
  public void finish() {
    values = workers.getFirst().found;
    for (Worker worker : workers.subList(1, workers.size())) {
      TextTable more = worker.found;
      for (int i = 0; i < more.size(); i++) {
        values.add(more.bytes(), more.start(i), more.end(i));
      }
    }
    checkCount(values);
  }

  /// The values, once all rows are in.
  public TextTable values() {
    return values;
  }

  private void checkCount(TextTable found) {
    if (found.size() > dev.vestige.logsql.Limits.VALUES_MAX) {
      throw new VestigeException(
          ErrorKind.RESOURCE_EXHAUSTED,
          whose
              + " gives more than "
              + dev.vestige.logsql.Limits.VALUES_MAX
              + " distinct values of `"
              + field
              + "`; narrow it");
    }
  }

  /// What one worker has found.
  private final class Worker {
    private final TextTable found = new TextTable();
    private final ByteSink text = new ByteSink();
    private long reservedBytes;

    void add(BlockView block) {
      Bitmap rows = block.selection();
      switch (block.column(field)) {
        case ColumnVector.Coded coded -> addCoded(coded, rows);
        case ColumnVector.Constant constant -> add(constant, rows.nextSet(0));
        case ColumnVector.Texts texts -> {
          int[] offsets = texts.offsets();
          for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
            found.add(texts.bytes(), offsets[row], offsets[row + 1]);
          }
        }
        case ColumnVector column -> {
          for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
            add(column, row);
          }
        }
      }
      checkCount(found);
      long grown = found.sizeBytes() - reservedBytes;
      if (grown > 0) {
        memory.reserve(grown);
        reservedBytes += grown;
      }
    }

    private void addCoded(ColumnVector.Coded coded, Bitmap rows) {
      int[] codes = coded.codes();
      Bitmap used = new Bitmap(coded.dictionary().size());
      for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
        used.set(codes[row]);
      }
      byte[] bytes = coded.dictionary().bytes();
      int[] offsets = coded.dictionary().offsets();
      for (int code = used.nextSet(0); code >= 0; code = used.nextSet(code + 1)) {
        found.add(bytes, offsets[code], offsets[code + 1]);
      }
    }

    private void add(ColumnVector column, int row) {
      if (row >= 0) {
        text.clear();
        column.appendText(row, text);
        found.add(text.array(), 0, text.position());
      }
    }
  }
}
