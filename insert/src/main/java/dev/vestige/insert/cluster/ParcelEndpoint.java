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
import dev.vestige.storage.BatchStore;
import dev.vestige.storage.BatchStore.Brought;
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
    boolean isPlaced = exchange.queryArgument(PLACED).isPresent();
    // All are read before one is stored, so that a broken one leaves nothing here.
    List<Brought> batches = new ArrayList<>();
    for (Framed framed : parcel.batches()) {
      batches.add(inTime(framed, framed.read()));
    }
    if (!isPlaced) {
      batches.stream()
          .map(Brought::batch)
          .filter(batch -> batch.size() > 0)
          .forEach(notes::unplaced);
    }
    List<CompletableFuture<Boolean>> stored =
        parcel.doubts().isEmpty()
            ? store.append(batches)
            : List.of(store.appendInDoubt(batches.getFirst(), parcel.doubts()));
    long spans = 0;
    for (int i = 0; i < stored.size(); i++) {
      spans += await(stored.get(i)) ? batches.get(i).batch().size() : 0;
    }
    observer.brought(spans, bytes);
    exchange.send(200);
  }

  private Brought inTime(Framed framed, SpanBatch came) {
    SpanBatch batch = inTime(came);
    // Nearly always all spans are in time, and their frame goes into the log as it is.
    return batch.size() == came.size()
        ? new Brought(framed.id(), batch, framed.frame())
        : Brought.of(framed.id(), batch);
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

  private static boolean await(CompletableFuture<Boolean> stored) {
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
