package dev.vestige.select.cluster;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.select.request.Completeness;
import dev.vestige.storage.BlockVisitor;
import dev.vestige.storage.EdgeSeries;
import dev.vestige.storage.OpenCall;
import dev.vestige.storage.OperationSeries;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.RollupSums;
import dev.vestige.storage.RowChoice;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.Storage;
import dev.vestige.storage.TraceId;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The spans of all nodes, to be read by id or as counts. Queries go through
/// [dev.vestige.logsql.exec.run.ClusterRunner]; nothing is written here. Safe for use by many
/// threads.
public final class ClusterStorage implements Storage {
  /// How long nodes may take to list their tenants, milliseconds.
  private static final long TENANTS_MILLIS_MAX = 10_000;

  private final Supplier<NodeQueries> queries;
  private final Duration future;

  /// @param queries of the nodes as they are listed then
  /// @param future how far ahead of the clock spans may be
  public ClusterStorage(Supplier<NodeQueries> queries, Duration future) {
    this.queries = queries;
    this.future = future;
  }

  @Override
  public void spans(
      TenantId tenant, List<TraceId> traces, Cancellation cancellation, Consumer<SpanBatch> sink) {
    for (int from = 0; from < traces.size(); from += Limits.TRACES_ASKED_MAX) {
      int to = Math.min(traces.size(), from + Limits.TRACES_ASKED_MAX);
      List<TraceId> some = traces.subList(from, to);
      TracesFound found = find(tenant, some, cancellation);
      for (TraceId trace : some) {
        found.of(trace).forEach(sink);
      }
    }
  }

  /// Asks all nodes; those that are away are missed only where spans of the traces may be there.
  private TracesFound find(TenantId tenant, List<TraceId> traces, Cancellation cancellation) {
    NodeQueries asked = queries.get();
    ByteSink body = new ByteSink();
    body.putInt(tenant.account());
    body.putInt(tenant.project());
    body.putVarint(traces.size());
    for (TraceId trace : traces) {
      body.putLong(trace.high());
      body.putLong(trace.low());
    }
    TracesFound found = new TracesFound(asked, Completeness.wish());
    var _ =
        asked.ask(
            Ask.of(NodeAnswers.SPANS_PATH, body, PieceKind.SPANS, PieceKind.PLACEMENTS)
                .ofSome(found::goneWithout),
            cancellation,
            found::take);
    found.requireWhole(traces);
    return found;
  }

  @Override
  public List<TenantId> tenants(TimeRange range) {
    ByteSink body = new ByteSink();
    body.putLong(range.fromNanos());
    body.putLong(range.toNanos());
    TreeSet<TenantId> tenants = new TreeSet<>();
    var _ =
        queries
            .get()
            .ask(
                Ask.of(NodeAnswers.TENANTS_PATH, body, PieceKind.TENANTS).ofAll(),
                Cancellation.afterMillis(TENANTS_MILLIS_MAX),
                (_, piece, _) -> {
                  synchronized (tenants) {
                    while (piece.remaining() > 0) {
                      tenants.add(new TenantId(piece.getInt(), piece.getInt()));
                    }
                  }
                  return true;
                });
    return List.copyOf(tenants);
  }

  @Override
  public List<OperationSeries> red(RollupQuery query) {
    RollupSums sums = new RollupSums(query);
    ByteSink body = new ByteSink();
    RollupQuestion.write(query, body);
    var _ =
        queries
            .get()
            .ask(
                Ask.of(NodeAnswers.OPERATIONS_PATH, body, PieceKind.SERIES),
                query.cancellation(),
                (_, piece, _) -> addTo(sums, piece));
    return sums.operations();
  }

  private static boolean addTo(RollupSums sums, ByteSource piece) {
    synchronized (sums) {
      SeriesCodec.addTo(sums, piece);
    }
    return true;
  }

  @Override
  public List<EdgeSeries> edges(RollupQuery query, Consumer<OpenCall> unresolved) {
    RollupSums sums = new RollupSums(query);
    NodeQueries asked = queries.get();
    CallersElsewhere open = new CallersElsewhere(asked);
    ByteSink body = new ByteSink();
    RollupQuestion.write(query, body);
    var _ =
        asked.ask(
            Ask.of(NodeAnswers.CALLS_PATH, body, PieceKind.SERIES, PieceKind.OPEN_CALLS),
            query.cancellation(),
            (kind, piece, node) -> {
              if (kind == PieceKind.SERIES) {
                return addTo(sums, piece);
              }
              open.read(piece, node);
              return true;
            });
    open.resolve(sums, unresolved);
    return sums.edges();
  }

  @Override
  public TimeRange acceptedTimes() {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    return new TimeRange(Long.MIN_VALUE, now + Math.min(future.toNanos(), now));
  }

  @Override
  public int workers() {
    return queries.get().count();
  }

  @Override
  public CompletableFuture<Void> append(SpanBatch batch) {
    return CompletableFuture.failedFuture(notHere("stores spans"));
  }

  @Override
  public SearchStatistics search(SearchRequest request, BlockVisitor visitor) {
    throw notHere("has blocks of rows");
  }

  @Override
  public long delete(SearchRequest scope, RowChoice choice) {
    throw notHere("deletes rows");
  }

  private static VestigeException notHere(String what) {
    return new VestigeException(
        ErrorKind.INVALID_INPUT, "only a node with a store of its own " + what);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
