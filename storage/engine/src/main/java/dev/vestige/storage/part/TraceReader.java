package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.TraceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hands out traces of parts with all their spans. Traces that are asked for together mostly stand
/// in the same blocks, so the last few of these stay decoded. Confined to one thread, for one
/// question.
public final class TraceReader {
  /// Decoded blocks, up to two megabytes each.
  private static final int BLOCKS_MAX = 4;

  private final ReadContext context;
  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private final Map<Place, Opened> blocks = new LinkedHashMap<>(16, 0.75f, true);

  public TraceReader(ReadContext context) {
    this.context = context;
  }

  /// A block of an open part; parts are told apart by identity.
  private record Place(PartReader part, int block) {}

  /// A block, and what its spans are made of once one was asked for.
  private final class Opened {
    final BlockColumns columns;
    @Nullable PartSpans spans;

    Opened(Place place) {
      columns = new BlockColumns(place.part, place.block, context);
    }

    PartSpans spans() {
      PartSpans known = spans;
      if (known == null) {
        known = new PartSpans(columns, builder);
        spans = known;
      }
      return known;
    }
  }

  /// Hands out the spans of a trace that a part has, one batch per block.
  public void read(PartReader part, TenantId tenant, TraceId trace, Consumer<SpanBatch> sink) {
    PartBlocks.forEachPlace(
        part,
        tenant,
        trace,
        context,
        block -> opened(part, block).columns,
        (block, _, number) -> sink.accept(opened(part, block).spans().copy(tenant, number)));
  }

  private Opened opened(PartReader part, int block) {
    Place place = new Place(part, block);
    Opened known = blocks.get(place);
    if (known == null) {
      known = new Opened(place);
      if (blocks.size() >= BLOCKS_MAX) {
        blocks.remove(blocks.keySet().iterator().next());
      }
      blocks.put(place, known);
    }
    return known;
  }
}
