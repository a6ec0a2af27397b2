package dev.vestige.storage.engine;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.storage.BlockVisitor;
import dev.vestige.storage.EdgeSeries;
import dev.vestige.storage.OpenCall;
import dev.vestige.storage.OperationSeries;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.part.ReadContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is asked of an engine's current view: each question sees the view of the moment it came,
/// with its parts kept from being deleted until it is answered. Safe for use by many threads.
final class Reads {
  private static final Logger LOG = LoggerFactory.getLogger(Reads.class);

  /// How long counting the spans of a trace may take, which reads its places only.
  private static final long COUNT_MILLIS_MAX = 30_000;

  private final Catalog catalog;
  private final ScanPool pool;
  private final ReadContexts contexts;
  private final LongAdder damagesFound = new LongAdder();

  Reads(Catalog catalog, ScanPool pool, ReadContexts contexts) {
    this.catalog = catalog;
    this.pool = pool;
    this.contexts = contexts;
  }

  SearchStatistics search(SearchRequest request, BlockVisitor visitor) {
    catalog.requireReadable(request.range());
    View held = catalog.hold();
    try {
      return new Search(request, visitor).run(held, pool, contexts);
    } catch (VestigeException e) {
      throw told(e);
    } finally {
      held.release();
    }
  }

  void spans(
      TenantId tenant, List<TraceId> traces, Cancellation cancellation, Consumer<SpanBatch> sink) {
    read(TimeRange.ALL, (view, context) -> view.spans(tenant, traces, cancellation, context, sink));
  }

  /// How many spans a trace has; when they are more than the bound, just more.
  long count(TenantId tenant, TraceId trace, long bound) {
    AtomicLong count = new AtomicLong();
    SearchRequest request =
        new SearchRequest(
            List.of(tenant),
            TimeRange.ALL,
            Optional.of(List.of(trace)),
            Optional.empty(),
            SearchRequest.Order.ANY,
            0,
            Cancellation.afterMillis(COUNT_MILLIS_MAX));
    search(request, (block, _) -> count.addAndGet(block.selection().cardinality()) <= bound);
    return count.get();
  }

  List<OperationSeries> red(RollupQuery query) {
    List<OperationSeries> all = new ArrayList<>();
    read(
        query.range(),
        (view, context) -> all.addAll(new RollupReads(view, query, context).operations()));
    return all;
  }

  List<EdgeSeries> edges(RollupQuery query, Consumer<OpenCall> unresolved) {
    List<EdgeSeries> all = new ArrayList<>();
    read(
        query.range(),
        (view, context) -> all.addAll(new RollupReads(view, query, context).edges(unresolved)));
    return all;
  }

  private void read(TimeRange range, BiConsumer<View, ReadContext> question) {
    catalog.requireReadable(range);
    View held = catalog.hold();
    ReadContext context = contexts.borrow();
    try {
      question.accept(held, context);
    } catch (VestigeException e) {
      throw told(e);
    } finally {
      contexts.giveBack(context);
      held.release();
    }
  }

  /// Damage that a question came upon is nothing that the one who asked did wrong.
  private VestigeException told(VestigeException e) {
    if (e.kind() != ErrorKind.CORRUPT) {
      return e;
    }
    damagesFound.increment();
    LOG.error("stored spans are damaged: {}", e.getMessage());
    return new VestigeException(
        ErrorKind.UNAVAILABLE, "stored spans cannot be read: " + e.getMessage(), e);
  }

  /// How many questions came upon damage.
  long damagesFound() {
    return damagesFound.sum();
  }
}
