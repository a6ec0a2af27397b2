package dev.vestige.logsql.exec.stats;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.StoredView;
import dev.vestige.logsql.pipe.FacetsPipe;
import dev.vestige.storage.Block;
import dev.vestige.storage.CountedPart;
import dev.vestige.storage.FieldRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// `facets`: the most frequent values of every field. A field that turns out to have too many
/// values is dropped by whoever notices first, and nobody reads it any more.
final class FacetsStage implements BlockSink {
  /// Entries of a dictionary that are looked at before anyone asks whether they are too many.
  private static final int PIECE_ROWS = 2_048;

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
    rows.addAndGet(block.selection().cardinality());
    for (String field : block.fields()) {
      add(field, block, block.selection(), worker);
    }
    return true;
  }

  private void add(String field, BlockView block, Bitmap selection, int worker) {
    if (dropped.contains(field)) {
      return;
    }
    Map<String, HitsWorker> fields = workers.get(worker);
    HitsWorker values =
        fields.computeIfAbsent(
            field, name -> new HitsWorker(List.of(name), context.run().memory()));
    values.add(block, selection);
    if (hasTooMany(values)) {
      dropped.add(field);
      values.release();
      fields.remove(field);
    }
  }

  /// Fields are counted from the dictionaries of the part; blocks are looked at for those that have
  /// none, mostly for so long only as it takes to see that they have too many values.
  @Override
  public Optional<BlockSink> acceptPart(CountedPart part, int worker) {
    Optional<List<FieldRows>> fields = part.fields();
    if (fields.isEmpty()) {
      return Optional.of(this);
    }
    rows.addAndGet(part.rows());
    List<String> rest = new ArrayList<>();
    for (FieldRows field : fields.get()) {
      context.run().cancellation().check();
      Optional<Block> counted = part.counted(Set.of(field.field()));
      if (counted.isPresent()) {
        addCounted(field.field(), counted.get(), worker);
      } else {
        rest.add(field.field());
      }
    }
    return rest.isEmpty() ? Optional.empty() : Optional.of(new RestOfFields(rest));
  }

  /// Piece by piece, since a field with too many values is known by a few of them.
  private void addCounted(String field, Block counted, int worker) {
    Bitmap all = counted.selection();
    BlockView view = new StoredView(counted, all, FieldSet.ALL);
    for (int from = 0; from < counted.rows() && !dropped.contains(field); from += PIECE_ROWS) {
      int to = Math.min(counted.rows(), from + PIECE_ROWS);
      Bitmap piece = new Bitmap(counted.rows());
      piece.setRange(from, to);
      piece.and(all);
      add(field, view, piece, worker);
    }
  }

  /// Takes some fields of the blocks of a part whose rows and other fields have been counted.
  private final class RestOfFields implements BlockSink {
    private final List<String> fields;

    RestOfFields(List<String> fields) {
      this.fields = fields;
    }

    @Override
    public boolean accept(BlockView block, int worker) {
      fields.forEach(field -> add(field, block, block.selection(), worker));
      return true;
    }

    @Override
    public void finish() {}
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
