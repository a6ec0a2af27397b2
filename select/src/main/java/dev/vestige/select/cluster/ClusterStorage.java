package dev.vestige.select.cluster;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.http.client.ClientAnswer;
import dev.vestige.storage.BlockVisitor;
import dev.vestige.storage.EdgeSeries;
import dev.vestige.storage.OperationSeries;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.RowChoice;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchFrame;
import dev.vestige.storage.Storage;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.TraceQuery;
import dev.vestige.storage.TraceSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The spans of all nodes, to be read by id. Queries go through
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
    ByteSink body = new ByteSink();
    body.putInt(tenant.account());
    body.putInt(tenant.project());
    body.putVarint(traces.size());
    for (TraceId trace : traces) {
      body.putLong(trace.high());
      body.putLong(trace.low());
    }
    List<SpanBatch> found = new ArrayList<>();
    ask(
        NodeAnswers.SPANS_PATH,
        body,
        PieceKind.SPANS,
        cancellation,
        piece -> {
          int length = piece.remaining();
          SpanBatch batch = SpanBatchFrame.read(piece.array(), piece.take(length), length);
          synchronized (found) {
            found.add(batch);
          }
        });
    found.forEach(sink);
  }

  @Override
  public List<TenantId> tenants(TimeRange range) {
    ByteSink body = new ByteSink();
    body.putLong(range.fromNanos());
    body.putLong(range.toNanos());
    TreeSet<TenantId> tenants = new TreeSet<>();
    ask(
        NodeAnswers.TENANTS_PATH,
        body,
        PieceKind.TENANTS,
        Cancellation.afterMillis(TENANTS_MILLIS_MAX),
        piece -> {
          synchronized (tenants) {
            while (piece.remaining() > 0) {
              tenants.add(new TenantId(piece.getInt(), piece.getInt()));
            }
          }
        });
    return List.copyOf(tenants);
  }

  private void ask(
      String path,
      ByteSink body,
      PieceKind kind,
      Cancellation cancellation,
      Consumer<ByteSource> sink) {
    NodeQueries listed = queries.get();
    new FanOut(listed.nodes(), cancellation)
        .run((node, _, ending) -> {
          try (ClientAnswer answer = listed.send(node, path, body, ending);
              PieceReader pieces = new PieceReader(node.address(), answer.stream())) {
            Optional<ByteSource> piece = pieces.next(kind);
            while (piece.isPresent()) {
              sink.accept(piece.get());
              piece = pieces.next(kind);
            }
          }
        });
    cancellation.check();
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
  public void traces(TraceQuery query, Predicate<TraceSummary> visitor) {
    throw notHere("lists traces");
  }

  @Override
  public long delete(SearchRequest scope, RowChoice choice) {
    throw notHere("deletes rows");
  }

  @Override
  public List<OperationSeries> red(RollupQuery query) {
    throw notHere("counts operations");
  }

  @Override
  public List<EdgeSeries> edges(RollupQuery query) {
    throw notHere("counts calls");
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
