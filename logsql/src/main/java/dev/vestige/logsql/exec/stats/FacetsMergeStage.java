package dev.vestige.logsql.exec.stats;

import dev.vestige.base.VestigeException;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.pipe.FacetsPipe;
import dev.vestige.storage.ColumnVector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The other half of `facets` in a cluster: adds up the values that nodes answered with. Nodes
/// answer on threads of their own, so blocks are taken one at a time.
final class FacetsMergeStage implements BlockSink {
  private final FacetsPipe pipe;
  private final StageContext context;
  private final BlockSink next;
  private final Map<String, HitsWorker> fields = new TreeMap<>();
  private final Set<String> dropped = new TreeSet<>();
  private long rows;

  FacetsMergeStage(FacetsPipe pipe, StageContext context, BlockSink next) {
    this.pipe = pipe;
    this.context = context;
    this.next = next;
  }

  @Override
  public synchronized boolean accept(BlockView block, int worker) {
    if (!(block.column(FacetsResult.FIELD) instanceof ColumnVector.Constant name)) {
      throw VestigeException.corrupt("expected the values of one field in a block of facets");
    }
    String field = name.text().toString();
    long[] hits = HitCounts.read(block.column(FacetsResult.HITS), block.selection());
    long first = hits[block.selection().nextSet(0)];
    if (field.isEmpty()) {
      rows += first;
    } else if (first == 0) {
      dropped.add(field);
    } else if (!dropped.contains(field)) {
      add(block, field, hits);
    }
    return true;
  }

  private void add(BlockView block, String field, long[] hits) {
    HitsWorker values =
        fields.computeIfAbsent(
            field, _ -> new HitsWorker(List.of(FacetsResult.VALUE), context.run().memory()));
    values.addCounted(block, hits);
    if (values.tuplesKnown() > pipe.maxValuesPerField()) {
      dropped.add(field);
      values.release();
      fields.remove(field);
    }
  }

  @Override
  public synchronized void finish() {
    new FacetsResult(pipe, fields, dropped, rows).send(context.run(), next);
    fields.values().forEach(HitsWorker::release);
    next.finish();
  }
}
