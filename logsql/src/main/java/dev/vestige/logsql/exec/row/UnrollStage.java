package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.IntList;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ChangedView;
import dev.vestige.logsql.exec.GatheredView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.pipe.UnrollPipe;
import dev.vestige.storage.ColumnVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `unroll`: a row for each element of the JSON arrays in some fields. Passes on blocks of bounded
/// size, however long the arrays are.
final class UnrollStage implements BlockSink {
  private final List<String> by;
  private final CompiledFilter @Nullable [] conditions;
  private final BlockSink next;

  UnrollStage(UnrollPipe pipe, StageContext context, BlockSink next) {
    this.by = pipe.by().stream().distinct().toList();
    this.next = next;
    conditions =
        pipe.condition() == null ? null : ComputeStage.conditions(pipe.condition(), context);
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    Bitmap unrolled = block.selection().copy();
    if (conditions != null) {
      conditions[worker].apply(block, unrolled);
    }
    return unrolled.isEmpty()
        ? next.accept(block, worker)
        : new Unrolling(block, unrolled, worker).run();
  }

  @Override
  public void finish() {
    next.finish();
  }

  /// The work on one block.
  private final class Unrolling {
    private final BlockView block;
    private final Bitmap unrolled;
    private final int worker;
    private final ColumnVector[] columns = new ColumnVector[by.size()];
    private final List<TextsBuilder> results = new ArrayList<>();
    private final IntList origins = new IntList();
    private boolean wantsMore = true;

    Unrolling(BlockView block, Bitmap unrolled, int worker) {
      this.block = block;
      this.unrolled = unrolled;
      this.worker = worker;
      for (int i = 0; i < columns.length; i++) {
        columns[i] = block.column(by.get(i));
        results.add(new TextsBuilder(block.rows()));
      }
    }

    boolean run() {
      Bitmap rows = block.selection();
      for (int row = rows.nextSet(0); row >= 0 && wantsMore; row = rows.nextSet(row + 1)) {
        if (unrolled.get(row)) {
          unroll(row);
        } else {
          for (int i = 0; i < columns.length; i++) {
            columns[i].appendText(row, results.get(i).text());
          }
          endRow(row);
        }
      }
      flush();
      return wantsMore;
    }

    private void unroll(int row) {
      List<JsonArray> arrays = new ArrayList<>();
      for (ColumnVector column : columns) {
        ByteSink text = new ByteSink();
        column.appendText(row, text);
        boolean isArray = JsonArray.isArray(text.array(), 0, text.position());
        arrays.add(isArray ? new JsonArray(text.array(), 0, text.position()) : JsonArray.empty());
      }
      boolean first = true;
      while (wantsMore) {
        boolean any = false;
        for (int i = 0; i < columns.length; i++) {
          if (arrays.get(i).next()) {
            arrays.get(i).append(results.get(i).text());
            any = true;
          }
        }
        if (!any && !first) {
          return;
        }
        first = false;
        endRow(row);
      }
    }

    private void endRow(int row) {
      for (TextsBuilder result : results) {
        result.endRow();
        ColumnBytes.check(result.text());
      }
      origins.add(row);
      if (origins.size() == Limits.UNROLLED_ROWS) {
        flush();
      }
    }

    private void flush() {
      if (origins.size() == 0) {
        return;
      }
      BlockView repeated = new GatheredView(block, origins.toArray(), origins.size());
      origins.clear();
      Map<String, ColumnVector> changed = new LinkedHashMap<>();
      for (int i = 0; i < columns.length; i++) {
        changed.put(by.get(i), results.get(i).build());
      }
      wantsMore &= next.accept(new ChangedView(repeated, changed), worker);
    }
  }
}
