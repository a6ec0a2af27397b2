package dev.vestige.logsql.exec.stats;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.LittleEndian;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.filter.FilterCompiler;
import dev.vestige.logsql.exec.filter.FilterContext;
import dev.vestige.logsql.pipe.ByField;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.stats.CountFunc;
import dev.vestige.logsql.stats.StatsItem;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ValueText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `stats` with `count()`s: one counter per group and item, kept by worker and added up at the end.
final class CountStage implements BlockSink {
  private final StatsPipe pipe;
  private final BlockSink next;
  private final List<Worker> workers = new ArrayList<>();

  CountStage(StatsPipe pipe, FilterContext context, int workerCount, BlockSink next) {
    this.pipe = pipe;
    this.next = next;
    for (StatsItem item : pipe.items()) {
      if (!(item.function() instanceof CountFunc(var fields))
          || fields.stream().anyMatch(field -> !field.isAll())) {
        throw VestigeException.invalidInput(
            "this version runs no other function of `stats` than count() yet");
      }
    }
    for (ByField by : pipe.by()) {
      if (by.bucket() != null) {
        throw VestigeException.invalidInput("this version does not group by buckets yet");
      }
    }
    for (int i = 0; i < workerCount; i++) {
      workers.add(new Worker(context));
    }
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    workers.get(worker).add(block);
    return true;
  }

  /// What one worker has counted.
  private final class Worker {
    final Map<ByteSlice, long[]> groups = new HashMap<>();
    private final List<CompiledFilter> conditions = new ArrayList<>();
    private final ByteSink key = new ByteSink();

    Worker(FilterContext context) {
      for (StatsItem item : pipe.items()) {
        conditions.add(
            FilterCompiler.compile(
                item.condition() == null
                    ? dev.vestige.logsql.filter.MatchAllFilter.INSTANCE
                    : item.condition(),
                context));
      }
    }

    void add(BlockView block) {
      for (int item = 0; item < conditions.size(); item++) {
        Bitmap rows = block.selection().copy();
        conditions.get(item).apply(block, rows);
        if (pipe.by().isEmpty()) {
          counters(ByteSlice.EMPTY)[item] += rows.cardinality();
        } else {
          addByGroup(block, rows, item);
        }
      }
    }

    private void addByGroup(BlockView block, Bitmap rows, int item) {
      ColumnVector[] columns =
          pipe.by().stream().map(by -> block.column(by.field())).toArray(ColumnVector[]::new);
      for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
        key.clear();
        for (ColumnVector column : columns) {
          int lengthAt = key.position();
          key.putInt(0);
          column.appendText(row, key);
          key.setInt(lengthAt, key.position() - lengthAt - 4);
        }
        counters(key.slice())[item]++;
      }
    }

    private long[] counters(ByteSlice group) {
      long[] counters = groups.get(group);
      if (counters == null) {
        counters = new long[conditions.size()];
        groups.put(ByteSlice.of(group.toByteArray()), counters);
      }
      return counters;
    }
  }

  @Override
  public void finish() {
    Map<ByteSlice, long[]> total = new LinkedHashMap<>();
    if (pipe.by().isEmpty()) {
      total.put(ByteSlice.EMPTY, new long[pipe.items().size()]);
    }
    for (Worker worker : workers) {
      worker.groups.forEach((group, counters) -> {
        long[] sums = total.computeIfAbsent(group, _ -> new long[counters.length]);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += counters[i];
        }
      });
    }
    if (!total.isEmpty()) {
      next.accept(result(total), 0);
    }
    next.finish();
  }

  private BlockView result(Map<ByteSlice, long[]> total) {
    Map<String, ColumnVector> columns = new LinkedHashMap<>();
    int position = 0;
    for (ByField by : pipe.by()) {
      int column = position++;
      columns.put(by.field(), texts(total, (group, _, out) -> appendKey(group, column, out)));
    }
    for (int i = 0; i < pipe.items().size(); i++) {
      int item = i;
      columns.put(
          pipe.items().get(i).resultName(),
          texts(total, (_, counters, out) -> ValueText.appendLong(counters[item], out)));
    }
    return new ColumnsView(total.size(), columns);
  }

  /// Writes a cell of the result.
  private interface Cell {
    void append(ByteSlice group, long[] counters, ByteSink out);
  }

  private static ColumnVector texts(Map<ByteSlice, long[]> total, Cell cell) {
    ByteSink out = new ByteSink();
    int[] offsets = new int[total.size() + 1];
    int row = 0;
    for (Map.Entry<ByteSlice, long[]> group : total.entrySet()) {
      cell.append(group.getKey(), group.getValue(), out);
      offsets[++row] = out.position();
    }
    return new ColumnVector.Texts(out.toByteArray(), offsets, total.size());
  }

  private static void appendKey(ByteSlice group, int column, ByteSink out) {
    byte[] bytes = group.array();
    int at = group.offset();
    for (int skipped = 0; skipped < column; skipped++) {
      at += 4 + length(bytes, at);
    }
    out.putBytes(bytes, at + 4, length(bytes, at));
  }

  private static int length(byte[] bytes, int at) {
    return LittleEndian.getInt(bytes, at);
  }
}
