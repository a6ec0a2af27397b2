package dev.vestige.insert.textrow;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.insert.InsertObserver;
import dev.vestige.insert.RowSink;
import dev.vestige.insert.intake.FieldPatterns;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.intake.InsertOptions;
import dev.vestige.insert.intake.RefusalReason;
import dev.vestige.insert.intake.Refusals;
import dev.vestige.insert.intake.SpanGate;
import dev.vestige.insert.intake.SpanIntake;
import dev.vestige.insert.textrow.TextRows.Group;
import dev.vestige.storage.SpanBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door for rows of texts, protocol `v1`. A success says that their spans are durable here. The
/// sender offers what is refused to the next node, and again and again: so a row that cannot be a
/// span is left out and counted, and only a body that is cut off is refused, as a whole. Nothing
/// tells a body that comes a second time.
public final class TextRowEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(TextRowEndpoint.class);

  private final RowSink sink;
  private final InsertLimits limits;
  private final long bytesMax;
  private final String messageIfNone;
  private final InsertObserver observer;
  private final AtomicBoolean isTold = new AtomicBoolean();

  /// @param bytesMax the largest body, packed or not
  /// @param messageIfNone `_msg` of rows that come without
  public TextRowEndpoint(
      RowSink sink,
      InsertLimits limits,
      long bytesMax,
      String messageIfNone,
      InsertObserver observer) {
    this.sink = sink;
    this.limits = limits;
    this.bytesMax = bytesMax;
    this.messageIfNone = messageIfNone;
    this.observer = observer;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    if (isTold.compareAndSet(false, true)) {
      LOG.warn(
          "a node brings spans by protocol v1: it answers its clients before they are here, and"
              + " what it sends twice is stored twice");
    }
    ByteSlice body = exchange.body(bytesMax);
    TextRows rows = new TextRows(body);
    Refusals refusals = rows.leftOut();
    List<CompletableFuture<Void>> stored = new ArrayList<>();
    long count = 0;
    for (Group group : rows.groups()) {
      SpanBatch batch = read(rows.source(), group, refusals);
      if (batch.size() > 0) {
        stored.add(sink.append(batch));
        count += batch.size();
      }
    }
    await(CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new)));
    observer.brought(count, body.length());
    for (RefusalReason reason : RefusalReason.values()) {
      if (refusals.count(reason) > 0) {
        observer.dropped(reason, refusals.count(reason));
      }
    }
    exchange.send(200);
  }

  private SpanBatch read(ByteSource rows, Group group, Refusals refusals) {
    SpanIntake intake = new SpanIntake();
    intake.begin(
        group.tenant(),
        new InsertOptions(
            Map.of(), group.streamFields(), FieldPatterns.NONE, FieldPatterns.NONE, false),
        limits,
        sink.acceptedTimes(),
        SpanGate.OPEN);
    TextRowReader reader = new TextRowReader(messageIfNone);
    for (int i = 0; i < group.starts().size(); i++) {
      reader.read(rows, group.starts().get(i), intake);
    }
    for (RefusalReason reason : RefusalReason.values()) {
      refusals.add(reason, intake.refusals().count(reason));
    }
    return intake.batch();
  }

  private static void await(CompletableFuture<Void> stored) {
    try {
      stored.get(Limits.STORE_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof VestigeException cause
          ? new VestigeException(cause.kind(), cause.getMessage(), cause)
          : new VestigeException(ErrorKind.INTERNAL, "storing rows failed: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new VestigeException(ErrorKind.UNAVAILABLE, "the store did not take rows in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VestigeException(ErrorKind.CANCELLED, "interrupted while rows were stored", e);
    }
  }
}
