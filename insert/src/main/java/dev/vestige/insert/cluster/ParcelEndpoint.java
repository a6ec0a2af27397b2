package dev.vestige.insert.cluster;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.IntList;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.http.client.NodeHello;
import dev.vestige.insert.InsertObserver;
import dev.vestige.insert.cluster.Parcel.Framed;
import dev.vestige.insert.intake.RefusalReason;
import dev.vestige.storage.BatchDoubt;
import dev.vestige.storage.BatchStore;
import dev.vestige.storage.PlacementNotes;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchSlice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// The door for parcels from other nodes. A success says that they are durable, or were before. Of
/// the others, 400 to 499 and 503 say that they are not here and will not be; after any other
/// answer, or none, the sender cannot know.
public final class ParcelEndpoint implements Endpoint {
  /// Says that the sender has noted where the spans are placed.
  static final String PLACED = "placed";

  private final BatchStore store;
  private final PlacementNotes notes;
  private final Supplier<TimeRange> acceptedTimes;
  private final long bytesMax;
  private final InsertObserver observer;

  /// @param bytesMax the largest body, packed or not
  public ParcelEndpoint(
      BatchStore store,
      PlacementNotes notes,
      Supplier<TimeRange> acceptedTimes,
      long bytesMax,
      InsertObserver observer) {
    this.store = store;
    this.notes = notes;
    this.acceptedTimes = acceptedTimes;
    this.bytesMax = bytesMax;
    this.observer = observer;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    var body = exchange.body(bytesMax);
    long bytes = body.length();
    boolean isSingle = exchange.queryArgument("version").orElse("").equals(NodeHello.VESTIGE1);
    Parcel parcel = isSingle ? Parcel.readSingle(body) : Parcel.read(body);
    // All are read before one is stored, so that a broken one leaves nothing here.
    List<SpanBatch> batches = parcel.batches().stream().map(Framed::read).toList();
    boolean isPlaced = exchange.queryArgument(PLACED).isPresent();
    List<CompletableFuture<Long>> stored = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      try {
        stored.add(store(batches.get(i), parcel.batches().get(i), parcel.doubts(), isPlaced));
      } catch (VestigeException e) {
        throw i == 0 ? e : inDoubt("after " + i + " batches of a parcel: " + e.getMessage(), e);
      }
    }
    long spans = 0;
    for (CompletableFuture<Long> one : stored) {
      spans += await(one);
    }
    observer.brought(spans, bytes);
    exchange.send(200);
  }

  /// How many of the spans are stored now that were not before.
  private CompletableFuture<Long> store(
      SpanBatch came, Framed framed, List<BatchDoubt> doubts, boolean isPlaced) {
    SpanBatch batch = inTime(came);
    long spans = batch.size();
    if (spans > 0 && !isPlaced) {
      notes.unplaced(batch);
    }
    // Nearly always all spans are in time, and their frame goes into the log as it is.
    return (spans == came.size()
            ? store.append(batch, framed.frame(), framed.id(), doubts)
            : store.append(batch, framed.id(), doubts))
        .thenApply(isNew -> isNew ? spans : 0);
  }

  /// The spans that may be kept; the nodes may differ in how long they keep them.
  private SpanBatch inTime(SpanBatch batch) {
    TimeRange range = acceptedTimes.get();
    IntList rows = new IntList();
    long early = 0;
    for (int row = 0; row < batch.size(); row++) {
      long end = batch.endNanos(row);
      if (range.contains(end)) {
        rows.add(row);
      } else if (end < range.fromNanos()) {
        early++;
      }
    }
    long late = batch.size() - rows.size() - early;
    if (early > 0) {
      observer.dropped(RefusalReason.TOO_SMALL_TIMESTAMP, early);
    }
    if (late > 0) {
      observer.dropped(RefusalReason.TOO_BIG_TIMESTAMP, late);
    }
    return SpanBatchSlice.of(batch, rows.toArray());
  }

  private static long await(CompletableFuture<Long> stored) {
    try {
      return stored.get(Limits.DELIVERY_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw inDoubt("storing a batch failed: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw inDoubt("the store did not take a batch in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw inDoubt("interrupted while a batch was stored", e);
    }
  }

  private static VestigeException inDoubt(String message, Exception cause) {
    return new VestigeException(ErrorKind.INTERNAL, message, cause);
  }
}
