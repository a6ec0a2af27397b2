package dev.vestige.logsql.exec.stats;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.pipe.FieldValuesPipe;
import dev.vestige.logsql.pipe.TopPipe;
import dev.vestige.logsql.pipe.UniqPipe;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `uniq`, `field_values` and `top`: distinct tuples with their numbers of rows.
final class HitsStage implements BlockSink {
  private final Shape shape;
  private final StageContext context;
  private final BlockSink next;
  private final List<HitsWorker> workers = new ArrayList<>();

  /// What is asked for.
  ///
  /// @param limit tuples, at most
  /// @param sorted whether those with the most rows are wanted, in order, or any
  /// @param hitsField the column of the number of rows; null for none
  /// @param rankField the column of the place; null for none
  private record Shape(
      List<String> fields,
      long limit,
      boolean sorted,
      @Nullable String hitsField,
      @Nullable String rankField) {}

  private HitsStage(Shape shape, StageContext context, BlockSink next) {
    this.shape = shape;
    this.context = context;
    this.next = next;
    for (int i = 0; i < context.workers(); i++) {
      workers.add(new HitsWorker(shape.fields, context.run().memory()));
    }
  }

  static HitsStage uniq(UniqPipe pipe, StageContext context, BlockSink next) {
    String hitsField = pipe.withHits() ? pipe.hitsField() : null;
    return new HitsStage(
        new Shape(pipe.by(), orAll(pipe.limit()), false, hitsField, null), context, next);
  }

  static HitsStage values(FieldValuesPipe pipe, StageContext context, BlockSink next) {
    List<String> fields = List.of(pipe.field());
    return new HitsStage(
        new Shape(fields, orAll(pipe.limit()), false, pipe.hitsField(), null), context, next);
  }

  static HitsStage top(TopPipe pipe, StageContext context, BlockSink next) {
    return new HitsStage(
        new Shape(pipe.by(), pipe.count(), true, pipe.hitsField(), pipe.rankField()),
        context,
        next);
  }

  private static long orAll(long limit) {
    return limit == 0 ? Long.MAX_VALUE : limit;
  }

  /// Once a worker has more tuples than are wanted, the rest of the rows changes nothing.
  @Override
  public boolean accept(BlockView block, int worker) {
    workers.get(worker).add(block, block.selection());
    return shape.sorted || workers.get(worker).tuplesKnown() <= shape.limit;
  }

  @Override
  public void finish() {
    HitsWorker all = workers.getFirst();
    for (HitsWorker worker : workers.subList(1, workers.size())) {
      context.run().cancellation().check();
      all.merge(worker);
    }
    int[] tuples = all.tuples().used();
    boolean isCut = !shape.sorted && tuples.length > shape.limit;
    if (shape.sorted) {
      tuples = new TopTuples(all, shape.fields.size()).find(tuples, shape.limit);
    } else if (isCut) {
      tuples = Arrays.copyOf(tuples, (int) shape.limit);
    }
    send(all, tuples, isCut);
    all.release();
    next.finish();
  }

  private void send(HitsWorker all, int[] tuples, boolean isCut) {
    for (int from = 0; from < tuples.length; from += Limits.RESULT_ROWS_MAX) {
      context.run().cancellation().check();
      int to = Math.min(tuples.length, from + Limits.RESULT_ROWS_MAX);
      int[] rows = Arrays.copyOfRange(tuples, from, to);
      if (!next.accept(new ColumnsView(rows.length, columns(all, rows, from, isCut)), 0)) {
        return;
      }
    }
  }

  private Map<String, ColumnVector> columns(
      HitsWorker all, int[] tuples, int rowsBefore, boolean isCut) {
    Map<String, ColumnVector> columns = new LinkedHashMap<>();
    for (int field = 0; field < shape.fields.size(); field++) {
      columns.put(shape.fields.get(field), all.tuples().column(field, tuples, tuples.length));
    }
    if (shape.hitsField != null) {
      long[] hits = new long[tuples.length];
      for (int i = 0; i < hits.length; i++) {
        hits[i] = isCut ? 0 : all.hits(tuples[i]);
      }
      columns.put(shape.hitsField, numbers(hits));
    }
    if (shape.rankField != null) {
      long[] ranks = new long[tuples.length];
      for (int i = 0; i < ranks.length; i++) {
        ranks[i] = rowsBefore + i + 1L;
      }
      columns.put(shape.rankField, numbers(ranks));
    }
    return columns;
  }

  private static ColumnVector numbers(long[] values) {
    return new ColumnVector.Longs(values, null, values.length, NumberFormat.DECIMAL);
  }
}
