package dev.vestige.storage.engine;

import dev.vestige.storage.SpanBatchCopy;
import dev.vestige.storage.TraceFacts;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.TracePosition;
import dev.vestige.storage.TraceQuery;
import dev.vestige.storage.TraceSummary;
import dev.vestige.storage.part.PartBlocks;
import dev.vestige.storage.part.PartTraces;
import dev.vestige.storage.part.ReadContext;
import dev.vestige.storage.part.TraceBlock;
import dev.vestige.storage.part.TraceMatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/// Lists traces of a view, whose parts the caller holds: blocks and batches are streams of traces
/// in list order, which are merged. A block is opened when nothing newer is left. The pieces of a
/// trace that other places have are found by its id when it is its turn; a trace comes up once per
/// piece and counts at the first one. Used once, by one thread.
final class TraceListing {
  /// Traces that opened streams may hold, some forty bytes each; beyond it all but the current one
  /// are closed and opened again at their turn.
  private static final int PLACES_MAX = 200_000;

  /// Blocks that stay decoded: neighbours in time stand in the same blocks.
  private static final int BLOCKS_MAX = 8;

  private final View view;
  private final TraceQuery query;
  private final TraceMatch match;
  private final ReadContext context;
  private final PriorityQueue<TraceStream> streams = new PriorityQueue<>();
  private final Map<TraceStream.Source, TraceBlock> blocks =
      new LinkedHashMap<>(BLOCKS_MAX * 2, 0.75f, true);
  private long placesHeld;

  TraceListing(View view, TraceQuery query, ReadContext context) {
    this.view = view;
    this.query = query;
    this.match = new TraceMatch(query);
    this.context = context;
  }

  /// A block of a part.
  private record PartSource(StoredPart part, int block, TraceListing listing)
      implements TraceStream.Source {
    @Override
    public TraceBlock open() {
      return TraceBlock.of(part.reader(), block, listing.query.tenant(), listing.context);
    }
  }

  /// A batch of a head.
  private record BatchSource(HeadBatch batch) implements TraceStream.Source {
    @Override
    public TraceBlock open() {
      return TraceBlock.of(batch.batch());
    }
  }

  void run(Predicate<TraceSummary> visitor) {
    addStreams();
    Optional<TracePosition> last = query.after();
    while (!streams.isEmpty()) {
      query.cancellation().check();
      TraceStream stream = streams.remove();
      if (!stream.isOpen()) {
        placesHeld += stream.open(block(stream.source()), match, last);
        closeOthers();
      } else {
        TracePosition place = stream.place();
        stream.advance();
        if (last.isEmpty() || place.compareTo(last.get()) > 0) {
          last = Optional.of(place);
          Optional<TraceSummary> summary = summary(place, stream.source());
          if (summary.isPresent() && !visitor.test(summary.get())) {
            return;
          }
        }
      }
      if (stream.hasPlace()) {
        streams.add(stream);
      }
    }
  }

  private void addStreams() {
    for (StoredPart part : view.parts()) {
      for (int block : PartTraces.candidates(part.reader(), query.tenant(), query.range())) {
        addStream(new PartSource(part, block, this), PartBlocks.maxTimeNanos(part.reader(), block));
      }
    }
    for (Head head : view.inMemory()) {
      for (HeadBatch batch : head.batches()) {
        if (batch.batch().tenant().equals(query.tenant())
            && query.range().overlaps(batch.minStartNanos(), batch.maxTimeNanos())) {
          addStream(new BatchSource(batch), batch.maxTimeNanos());
        }
      }
    }
  }

  private void addStream(TraceStream.Source source, long newest) {
    long bound = query.after().map(place -> Math.min(newest, place.endNanos())).orElse(newest);
    streams.add(new TraceStream(source, bound));
  }

  private void closeOthers() {
    if (placesHeld > PLACES_MAX) {
      streams.forEach(TraceStream::close);
      placesHeld = 0;
    }
  }

  private TraceBlock block(TraceStream.Source source) {
    TraceBlock known = blocks.get(source);
    if (known == null) {
      known = source.open();
      if (blocks.size() >= BLOCKS_MAX) {
        blocks.remove(blocks.keySet().iterator().next());
      }
      blocks.put(source, known);
    }
    return known;
  }

  /// The facts of all pieces; empty when a piece elsewhere has a later match, since the trace was
  /// listed then.
  private Optional<TraceSummary> summary(TracePosition place, TraceStream.Source source) {
    Pieces pieces = new Pieces(place);
    TraceBlock own = block(source);
    int number = own.find(place.trace());
    boolean whole = !own.mayGoOn(number);
    for (StoredPart part : view.parts()) {
      boolean isOwn = source instanceof PartSource(StoredPart its, _, _) && its.equals(part);
      if (!isOwn || !whole) {
        PartTraces.find(part.reader(), query.tenant(), place.trace(), context, pieces::add);
      }
    }
    if (whole || source instanceof BatchSource) {
      pieces.add(own, number);
    }
    addHeads(pieces, source);
    return pieces.later ? Optional.empty() : Optional.of(pieces.facts.summary(place));
  }

  private void addHeads(Pieces pieces, TraceStream.Source source) {
    TraceId trace = pieces.place.trace();
    for (Head head : view.inMemory()) {
      for (HeadBatch batch : head.batches()) {
        boolean isOwn = source instanceof BatchSource(HeadBatch its) && its == batch;
        if (!isOwn && batch.mayHave(trace) && batch.batch().tenant().equals(query.tenant())) {
          SpanBatchCopy.ofTrace(batch.batch(), trace)
              .map(TraceBlock::of)
              .ifPresent(block -> pieces.add(block, 0));
        }
      }
    }
  }

  /// Collects the pieces of a trace.
  private final class Pieces {
    final TracePosition place;
    final TraceFacts facts = new TraceFacts();
    boolean later;

    Pieces(TracePosition place) {
      this.place = place;
    }

    void add(TraceBlock block, int trace) {
      later |= block.lastMatch(match, trace) > place.endNanos();
      if (!later) {
        block.addTo(facts, trace);
      }
    }
  }
}
