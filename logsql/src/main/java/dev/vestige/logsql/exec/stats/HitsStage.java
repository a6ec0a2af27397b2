package dev.vestige.logsql.exec.stats;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.pipe.FieldNamesPipe;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// `uniq`, `field_values` and `top`: distinct tuples with their numbers of rows.
final class HitsStage implements BlockSink {
  private final Shape shape;
  private final StageContext context;
  private final BlockSink next;
  private final List<HitsWorker> workers = new ArrayList<>();

  /// Whether another node has cut what it has, so that nothing is known of hits.
  private final AtomicBoolean isCutElsewhere = new AtomicBoolean();

  /// What is asked for.
  ///
  /// @param limit tuples, at most
  /// @param sorted whether those with the most rows are wanted, in order, or any
  /// @param hitsField the column of the number of rows; null for none
  /// @param rankField the column of the place; null for none
  /// @param countedField the column of the numbers of rows that other nodes have counted; null when
  ///   each row is one
  private record Shape(
      List<String> fields,
      long limit,
      boolean sorted,
      @Nullable String hitsField,
      @Nullable String rankField,
      @Nullable String countedField) {
    Shape merging(String counted) {
      return new Shape(fields, limit, sorted, hitsField, rankField, counted);
    }
  }

  private HitsStage(Shape shape, StageContext context, BlockSink next) {
    this.shape = shape;
    this.context = context;
    this.next = next;
    for (int i = 0; i < context.workers(); i++) {
      workers.add(new HitsWorker(shape.fields, context.run().memory()));
    }
  }

  static HitsStage uniq(UniqPipe pipe, StageContext context, BlockSink next) {
    return new HitsStage(shape(pipe), context, next);
  }

  static HitsStage values(FieldValuesPipe pipe, StageContext context, BlockSink next) {
    return new HitsStage(shape(pipe), context, next);
  }

  static HitsStage top(TopPipe pipe, StageContext context, BlockSink next) {
    return new HitsStage(shape(pipe), context, next);
  }

  /// Puts together what nodes answered the same pipe with.
  static HitsStage merging(UniqPipe pipe, StageContext context, BlockSink next) {
    return new HitsStage(shape(pipe).merging(pipe.hitsField()), context, next);
  }

  static HitsStage merging(FieldValuesPipe pipe, StageContext context, BlockSink next) {
    return new HitsStage(shape(pipe).merging(pipe.hitsField()), context, next);
  }

  static HitsStage merging(FieldNamesPipe pipe, StageContext context, BlockSink next) {
    List<String> fields = List.of(pipe.resultField());
    Shape shape = new Shape(fields, Long.MAX_VALUE, false, FieldNamesStage.HITS, null, null);
    return new HitsStage(shape.merging(FieldNamesStage.HITS), context, next);
  }

  /// Takes the best of all tuples that nodes have.
  ///
  /// @param counted what the nodes were asked
  static HitsStage merging(TopPipe pipe, UniqPipe counted, StageContext context, BlockSink next) {
    return new HitsStage(shape(pipe).merging(counted.hitsField()), context, next);
  }

  private static Shape shape(UniqPipe pipe) {
    String hitsField = pipe.withHits() ? pipe.hitsField() : null;
    return new Shape(pipe.by(), orAll(pipe.limit()), false, hitsField, null, null);
  }

  private static Shape shape(FieldValuesPipe pipe) {
    List<String> fields = List.of(pipe.field());
    return new Shape(fields, orAll(pipe.limit()), false, pipe.hitsField(), null, null);
  }

  private static Shape shape(TopPipe pipe) {
    return new Shape(pipe.by(), pipe.count(), true, pipe.hitsField(), pipe.rankField(), null);
  }

  private static long orAll(long limit) {
    return limit == 0 ? Long.MAX_VALUE : limit;
  }

  /// Once a worker has more tuples than are wanted, the rest of the rows changes nothing.
  @Override
  public boolean accept(BlockView block, int worker) {
    if (shape.countedField == null) {
      workers.get(worker).add(block, block.selection());
    } else {
      addCounted(block, block.column(shape.countedField), workers.get(worker));
    }
    return shape.sorted || workers.get(worker).tuplesKnown() <= shape.limit;
  }

  private void addCounted(BlockView block, ColumnVector column, HitsWorker into) {
    long[] counts = HitCounts.read(column, block.selection());
    for (int row = block.selection().nextSet(0);
        row >= 0;
        row = block.selection().nextSet(row + 1)) {
      if (counts[row] == 0) {
        isCutElsewhere.set(true);
      }
    }
    into.addCounted(block, counts);
  }

  @Override
  public void finish() {
    HitsWorker all = workers.getFirst();
    for (HitsWorker worker : workers.subList(1, workers.size())) {
      context.run().cancellation().check();
      all.merge(worker);
    }
    int[] tuples = all.tuples().used();
    boolean isTooMany = !shape.sorted && tuples.length > shape.limit;
    boolean isCut = isTooMany || isCutElsewhere.get();
    if (shape.sorted) {
      tuples = new TopTuples(all, shape.fields.size()).find(tuples, shape.limit);
    } else if (isTooMany) {
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
