package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.storage.BatchDoubt;
import dev.vestige.storage.BatchFate;
import dev.vestige.storage.BatchId;
import dev.vestige.storage.BatchStore;
import dev.vestige.storage.BatchStore.Brought;
import dev.vestige.storage.ProvisionalCopy;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.TraceId;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Batches of other nodes: each once, whatever is repeated and whenever the machine stops.
@ExtendWith(Seed.class)
class BatchStoreTest {
  private static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS.withRetention(Duration.ofDays(36_500), Duration.ofDays(36_500));
  private static final BatchId ID = new BatchId(-5, 1);
  private static final List<BatchDoubt> DOUBTS =
      List.of(new BatchDoubt("first:10428", new BatchId(7, 3)));
  private static final long TIME = 1_700_000_000_000_000_000L;

  private CrashDirectory disk = CrashDirectory.empty();

  private Engine open() {
    return Engine.open(disk, OPTIONS);
  }

  private static CompletableFuture<Boolean> append(
      BatchStore store, SpanBatch batch, BatchId id, List<BatchDoubt> doubts) {
    Brought brought = Brought.of(id, batch);
    return doubts.isEmpty()
        ? store.append(List.of(brought)).getFirst()
        : store.appendInDoubt(brought, doubts);
  }

  private static SpanBatch batch(long trace) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.reset(TenantId.DEFAULT);
    builder.beginResource();
    builder.endResource();
    builder.beginScope();
    builder.endScope(0, 0);
    for (int i = 1; i <= 3; i++) {
      builder.beginSpan();
      builder.traceId(1, trace);
      builder.spanId(i);
      builder.times(TIME, TIME + i);
      builder.endSpan();
    }
    return builder.build();
  }

  /// How often each of the spans of a trace is there, seen both ways.
  private static int copies(Engine engine, long trace) {
    TraceId id = new TraceId(1, trace);
    List<Integer> found = new ArrayList<>();
    engine.spans(
        TenantId.DEFAULT, List.of(id), Cancellation.never(), batch -> found.add(batch.size()));
    int byTrace = found.stream().mapToInt(Integer::intValue).sum();
    int[] byScan = new int[1];
    engine.search(
        new SearchRequest(
            List.of(TenantId.DEFAULT),
            TimeRange.ALL,
            Optional.of(List.of(id)),
            Optional.empty(),
            SearchRequest.Order.ANY,
            0,
            Cancellation.never()),
        (block, _) -> {
          synchronized (byScan) {
            byScan[0] += block.selection().cardinality();
          }
          return true;
        });
    assertThat(byScan[0]).isEqualTo(byTrace);
    assertThat(byTrace % 3).isZero();
    return byTrace / 3;
  }

  @Test
  void a_batch_that_comes_again_is_stored_once() {
    try (Engine engine = open()) {
      assertThat(append(engine.batches(), batch(1), ID, List.of()).join()).isTrue();
      assertThat(append(engine.batches(), batch(1), ID, List.of()).join()).isFalse();
      assertThat(append(engine.batches(), batch(2), new BatchId(-5, 2), List.of()).join()).isTrue();
      assertThat(copies(engine, 1)).isEqualTo(1);
      assertThat(copies(engine, 2)).isEqualTo(1);
    }
    try (Engine engine = open()) {
      assertThat(append(engine.batches(), batch(1), ID, List.of()).join()).isFalse();
      engine.flush();
      assertThat(append(engine.batches(), batch(1), ID, List.of()).join()).isFalse();
    }
    try (Engine engine = open()) {
      assertThat(append(engine.batches(), batch(1), ID, List.of()).join()).isFalse();
      assertThat(engine.batches().settle(ID).join()).isEqualTo(BatchFate.STORED);
      assertThat(copies(engine, 1)).isEqualTo(1);
    }
  }

  @Test
  void a_batch_that_has_been_given_up_is_refused_for_good() {
    try (Engine engine = open()) {
      assertThat(engine.batches().settle(ID).join()).isEqualTo(BatchFate.REFUSED);
      assertThat(engine.batches().settle(ID).join()).isEqualTo(BatchFate.REFUSED);
      assertThatThrownBy(() -> append(engine.batches(), batch(1), ID, List.of()))
          .isInstanceOf(VestigeException.class)
          .hasMessageContaining("given up");
    }
    try (Engine engine = open()) {
      engine.append(batch(9)).join();
      engine.flush();
    }
    try (Engine engine = open()) {
      assertThatThrownBy(() -> append(engine.batches(), batch(1), ID, DOUBTS))
          .isInstanceOf(VestigeException.class);
      assertThat(copies(engine, 1)).isZero();
    }
  }

  @Test
  void a_provisional_copy_is_seen_until_it_is_dropped() {
    try (Engine engine = open()) {
      assertThat(append(engine.batches(), batch(1), ID, DOUBTS).join()).isTrue();
      assertThat(append(engine.batches(), batch(1), ID, DOUBTS).join()).isFalse();
      assertThat(engine.batches().settle(ID).join()).isEqualTo(BatchFate.PROVISIONAL);
      engine.flush();
    }
    try (Engine engine = open()) {
      assertThat(copies(engine, 1)).isEqualTo(1);
      assertThat(engine.tenants(TimeRange.ALL)).containsExactly(TenantId.DEFAULT);
      assertThat(engine.batches().provisional(9))
          .singleElement()
          .satisfies(copy -> {
            assertThat(copy.id()).isEqualTo(ID);
            assertThat(copy.doubts()).isEqualTo(DOUBTS);
          });
      engine.batches().drop(ID);
      engine.batches().drop(ID);
      assertThat(copies(engine, 1)).isZero();
      assertThat(engine.batches().settle(ID).join()).isEqualTo(BatchFate.STORED);
    }
    try (Engine engine = open()) {
      assertThat(engine.batches().provisional(9)).isEmpty();
      assertThat(append(engine.batches(), batch(1), ID, DOUBTS).join()).isFalse();
      assertThat(copies(engine, 1)).isZero();
    }
  }

  @Test
  void a_provisional_copy_that_is_confirmed_stays() {
    try (Engine engine = open()) {
      engine.append(batch(2)).join();
      append(engine.batches(), batch(1), ID, DOUBTS).join();
      engine.batches().confirm(ID);
      engine.batches().confirm(ID);
      engine.batches().drop(ID);
      assertThat(copies(engine, 1)).isEqualTo(1);
      assertThat(engine.batches().settle(ID).join()).isEqualTo(BatchFate.STORED);
    }
    try (Engine engine = open()) {
      assertThat(copies(engine, 1)).isEqualTo(1);
      engine.flush();
      assertThat(copies(engine, 1)).isEqualTo(1);
      assertThat(copies(engine, 2)).isEqualTo(1);
    }
    try (Engine engine = open()) {
      assertThat(copies(engine, 1)).isEqualTo(1);
    }
  }

  @Test
  void a_provisional_copy_that_nobody_settles_becomes_permanent() {
    ProvisionalFiles files = new ProvisionalFiles(disk);
    long now = System.currentTimeMillis();
    long before = now - BatchLedger.PROVISIONAL_MILLIS_MAX - 1;
    files.write(new ProvisionalFiles.Copy(new ProvisionalCopy(ID, DOUBTS), before, batch(1)));
    BatchId fresh = new BatchId(-5, 2);
    files.write(new ProvisionalFiles.Copy(new ProvisionalCopy(fresh, DOUBTS), now, batch(2)));
    try (Engine engine = open()) {
      await(() -> engine.batches().provisional(9).size() == 1);
      assertThat(engine.batches().settle(ID).join()).isEqualTo(BatchFate.STORED);
      assertThat(engine.batches().settle(fresh).join()).isEqualTo(BatchFate.PROVISIONAL);
    }
    try (Engine engine = open()) {
      assertThat(copies(engine, 1)).isEqualTo(1);
      assertThat(copies(engine, 2)).isEqualTo(1);
      assertThat(engine.batches().provisional(9)).hasSize(1);
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void of_batches_that_come_together_each_is_stored_once_or_none_is() {
    BatchId second = new BatchId(-5, 2);
    BatchId third = new BatchId(-5, 3);
    try (Engine engine = open()) {
      BatchStore batches = engine.batches();
      append(batches, batch(1), ID, List.of()).join();
      List<Brought> two =
          List.of(
              Brought.of(ID, batch(1)), Brought.of(second, batch(2)), Brought.of(second, batch(2)));
      assertThat(batches.append(two).stream().map(CompletableFuture::join))
          .containsExactly(false, true, false);
      assertThat(batches.settle(third).join()).isEqualTo(BatchFate.REFUSED);
      BatchId fourth = new BatchId(-5, 4);
      assertThatThrownBy(() ->
              batches.append(List.of(Brought.of(fourth, batch(4)), Brought.of(third, batch(3)))))
          .isInstanceOf(VestigeException.class)
          .hasMessageContaining("given up");
      assertThat(copies(engine, 1)).isEqualTo(1);
      assertThat(copies(engine, 2)).isEqualTo(1);
      assertThat(copies(engine, 4)).isZero();
      assertThat(append(batches, batch(4), fourth, List.of()).join()).isTrue();
    }
  }

  @Test
  void a_sender_that_leaves_too_many_gaps_has_to_begin_anew() {
    try (Engine engine = open()) {
      BatchStore batches = engine.batches();
      for (int i = 1; i <= BatchIds.SENDER_RANGES_MAX; i++) {
        assertThat(append(batches, batch(i), new BatchId(3, 2L * i), List.of()).join()).isTrue();
      }
      assertThatThrownBy(() -> append(batches, batch(0), new BatchId(3, 1), List.of()))
          .isInstanceOf(VestigeException.class)
          .hasMessageContaining("gaps");
      assertThat(append(batches, batch(1), new BatchId(3, 2), List.of()).join()).isFalse();
      assertThat(append(batches, batch(0), new BatchId(4, 1), List.of()).join()).isTrue();
    }
  }

  @Test
  void the_oldest_senders_are_forgotten_beyond_the_bound() {
    BatchIds ids = BatchIds.open(disk);
    int senders = BatchIds.RANGES_MAX / BatchIds.SENDER_RANGES_MAX + 1;
    for (long sender = 1; sender <= senders; sender++) {
      for (int i = 1; i <= BatchIds.SENDER_RANGES_MAX; i++) {
        ids.store(new BatchId(sender, 2L * i));
      }
    }
    ids.save();
    BatchIds opened = BatchIds.open(disk);
    assertThat(opened.isStored(new BatchId(1, 2))).isFalse();
    assertThat(opened.isStored(new BatchId(2, 2))).isTrue();
    assertThat(opened.isStored(new BatchId(senders, 2))).isTrue();
  }

  /// A sender that repeats what it got no answer for, and a machine that stops at each moment.
  @Test
  void what_is_repeated_after_a_crash_is_there_once(RandomGenerator random) {
    boolean crashed = true;
    for (int operation = 1; crashed; operation++) {
      disk = CrashDirectory.empty();
      disk.crashAt(operation);
      try {
        sendAll();
      } catch (VestigeException | CompletionException e) {
        assertThat(disk.crashed()).as("failed without a crash: " + e).isTrue();
      }
      crashed = disk.crashed();
      disk = disk.crash(random);
      sendAll();
      try (Engine engine = open()) {
        assertThat(copies(engine, 1)).as("stored").isEqualTo(1);
        assertThat(copies(engine, 2)).as("confirmed").isEqualTo(1);
        assertThat(copies(engine, 3)).as("dropped").isZero();
        assertThat(engine.batches().provisional(9)).isEmpty();
        assertThat(engine.batches().settle(new BatchId(9, 4)).join()).isEqualTo(BatchFate.REFUSED);
      }
    }
  }

  private void sendAll() {
    Engine engine = open();
    try {
      get(engine, batch(1), 1, List.of());
      get(engine, batch(2), 2, DOUBTS);
      get(engine, batch(3), 3, DOUBTS);
      assertThat(engine.batches().settle(new BatchId(9, 4)).join()).isEqualTo(BatchFate.REFUSED);
      engine.batches().confirm(new BatchId(9, 2));
      engine.batches().drop(new BatchId(9, 3));
      assertThat(copies(engine, 1)).isEqualTo(1);
      assertThat(copies(engine, 2)).isEqualTo(1);
      assertThat(copies(engine, 3)).isZero();
    } finally {
      close(engine);
    }
  }

  private static void get(Engine engine, SpanBatch batch, long number, List<BatchDoubt> doubts) {
    try {
      var _ =
          append(engine.batches(), batch, new BatchId(9, number), doubts).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private void close(Engine engine) {
    try {
      engine.close();
    } catch (VestigeException e) {
      assertThat(disk.crashed()).as("failed without a crash: " + e).isTrue();
    }
  }
}
