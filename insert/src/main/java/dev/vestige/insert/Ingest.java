package dev.vestige.insert;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.intake.RefusalReason;
import dev.vestige.insert.intake.Refusals;
import dev.vestige.insert.intake.SpanIntake;
import dev.vestige.insert.tenants.TenantLimits;
import dev.vestige.storage.SpanBatch;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The one way of spans in, which all doors share: read the body as a whole, refuse what breaks a
/// limit, hand the rest to the sink, and return only when it is durable. Safe for use by many
/// threads; blocks its caller, who should be a virtual thread.
public final class Ingest {
  private final RowSink sink;
  private final InsertLimits limits;
  private final TenantLimits tenants;
  private final InsertObserver observer;
  private final WorkspacePool workspaces = new WorkspacePool();
  private final InFlightBytes inFlight;
  private final RowLog debugLog = new RowLog("debug insert");

  public Ingest(RowSink sink, InsertLimits limits, TenantLimits tenants, InsertObserver observer) {
    this.sink = sink;
    this.limits = limits;
    this.tenants = tenants;
    this.observer = observer;
    this.inFlight = new InFlightBytes(limits.inFlightBytesMax());
  }

  public InsertLimits limits() {
    return limits;
  }

  /// Requests that are being read right now.
  public int reading() {
    return workspaces.lent();
  }

  /// How a door reads its request.
  @FunctionalInterface
  interface RequestReader {
    IngestRequest read() throws IOException;
  }

  /// Reads a request and stores its spans, as [#ingest] does, and counts it by its type, also when
  /// it cannot be read.
  IngestResult serve(IngestType type, RequestReader reader) throws IOException {
    observer.requested(type);
    boolean isStored = false;
    try {
      IngestResult result = ingest(reader.read());
      isStored = true;
      return result;
    } finally {
      if (!isStored) {
        observer.failed(type);
      }
    }
  }

  /// Stores the spans of a request.
  ///
  /// @throws VestigeException INVALID_INPUT when the body is not well-formed, a retryable kind when
  ///   the store cannot take it now; nothing of it is stored then
  public IngestResult ingest(IngestRequest request) {
    int bytes = request.body().length();
    inFlight.enter(request.tenant(), bytes);
    try {
      return ingestInside(request);
    } finally {
      inFlight.leave(request.tenant(), bytes);
    }
  }

  private IngestResult ingestInside(IngestRequest request) {
    IngestEvent event = new IngestEvent();
    event.begin();
    Workspace workspace = workspaces.borrow();
    SpanBatch batch;
    Refusals refusals;
    try {
      SpanIntake intake = workspace.intake();
      intake.begin(
          request.tenant(),
          request.options(),
          limits,
          sink.acceptedTimes(),
          tenants.gate(request.tenant()));
      workspace.read(request.type(), request.body());
      batch = intake.batch();
      refusals = intake.refusals().copy();
    } finally {
      workspaces.giveBack(workspace);
    }
    if (request.options().debug()) {
      debugLog.log(batch);
      refusals.add(RefusalReason.DEBUG, batch.size());
    } else if (batch.size() > 0) {
      store(request.type(), batch);
    }
    record(event, request, batch.size(), refusals);
    return tell(request, batch.size(), refusals);
  }

  private static void record(
      IngestEvent event, IngestRequest request, int spans, Refusals refusals) {
    event.end();
    if (event.shouldCommit()) {
      event.door = request.type().toString();
      event.tenant = request.tenant().toString();
      event.bytes = request.body().length();
      event.spans = spans;
      event.refused = refusals.rejected();
      event.commit();
    }
  }

  private void store(IngestType type, SpanBatch batch) {
    long begin = System.nanoTime();
    await(sink.append(batch));
    observer.flushed(type, System.nanoTime() - begin);
  }

  private void await(CompletableFuture<Void> stored) {
    try {
      stored.get(limits.storeTimeoutMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof VestigeException cause
          ? new VestigeException(cause.kind(), cause.getMessage(), cause)
          : new VestigeException(
              ErrorKind.INTERNAL, "storing a batch failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new VestigeException(
          ErrorKind.UNAVAILABLE,
          "the store did not take the spans within " + limits.storeTimeoutMillis() + " ms",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VestigeException(ErrorKind.CANCELLED, "interrupted while spans were stored", e);
    }
  }

  private IngestResult tell(IngestRequest request, int read, Refusals refusals) {
    for (RefusalReason reason : RefusalReason.values()) {
      if (refusals.count(reason) > 0) {
        observer.dropped(reason, refusals.count(reason));
      }
    }
    long stored = request.options().debug() ? 0 : read;
    observer.ingested(request.type(), stored, request.body().length());
    return new IngestResult(stored, refusals.rejected(), refusals.message());
  }
}
