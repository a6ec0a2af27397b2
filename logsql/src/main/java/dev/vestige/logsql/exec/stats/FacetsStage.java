package dev.vestige.logsql.exec.stats;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.pipe.FacetsPipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// `facets`: the most frequent values of every field. A field that turns out to have too many
/// values is dropped by whoever notices first, and nobody reads it any more.
final class FacetsStage implements BlockSink {
  private final FacetsPipe pipe;
  private final StageContext context;
  private final BlockSink next;
  private final List<Map<String, HitsWorker>> workers = new ArrayList<>();
  private final Set<String> dropped = ConcurrentHashMap.newKeySet();
  private final AtomicLong rows = new AtomicLong();

  FacetsStage(FacetsPipe pipe, StageContext context, BlockSink next) {
    this.pipe = pipe;
    this.context = context;
    this.next = next;
    for (int i = 0; i < context.workers(); i++) {
      workers.add(new TreeMap<>());
    }
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    Map<String, HitsWorker> fields = workers.get(worker);
    rows.addAndGet(block.selection().cardinality());
    for (String field : block.fields()) {
      if (dropped.contains(field)) {
        continue;
      }
      HitsWorker values =
          fields.computeIfAbsent(
              field, name -> new HitsWorker(List.of(name), context.run().memory()));
      values.add(block, block.selection());
      if (hasTooMany(values)) {
        dropped.add(field);
        values.release();
        fields.remove(field);
      }
    }
    return true;
  }

  /// One of the values may be the empty one, which does not count.
  private boolean hasTooMany(HitsWorker values) {
    return values.tuplesKnown() - 1 > pipe.maxValuesPerField();
  }

  @Override
  public void finish() {
    Map<String, HitsWorker> all = new TreeMap<>();
    for (Map<String, HitsWorker> fields : workers) {
      fields.forEach((field, values) -> {
        HitsWorker known = all.putIfAbsent(field, values);
        if (known != null) {
          known.merge(values);
        }
      });
    }
    new FacetsResult(pipe, all, dropped, rows.get()).send(context.run(), next);
    all.values().forEach(HitsWorker::release);
    next.finish();
  }
}
