package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.OutsideWait;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ScanPoolTest {
  private static final int PATIENCE_SECONDS = 60;

  private final ScanPool pool = new ScanPool(1);
  private final AtomicBoolean isEnough = new AtomicBoolean();
  private final AtomicLong steps = new AtomicLong();
  private final CountDownLatch begun = new CountDownLatch(1);

  @AfterEach
  void close() {
    isEnough.set(true);
    pool.close();
  }

  /// A search without an end of its own.
  private CompletableFuture<Void> runLong() throws InterruptedException {
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(() ->
            pool.runByTurns(
                1,
                (_, _) -> {
                  steps.incrementAndGet();
                  begun.countDown();
                  return !isEnough.get();
                }));
    assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return running;
  }

  @Test
  void a_short_search_is_answered_while_a_long_one_runs() throws Exception {
    CompletableFuture<Void> running = runLong();
    AtomicBoolean isDone = new AtomicBoolean();
    pool.run(1, (_, _) -> isDone.set(true));
    assertThat(isDone).isTrue();
    assertThat(running).isNotDone();
    isEnough.set(true);
    running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void a_long_search_goes_on_while_short_ones_keep_coming() throws Exception {
    CompletableFuture<Void> running = runLong();
    CompletableFuture<Void> shortOnes =
        CompletableFuture.runAsync(() -> {
          while (!isEnough.get()) {
            pool.run(1, (_, _) -> {});
          }
        });
    long before = steps.get();
    while (steps.get() < before + 10_000) {
      Thread.onSpinWait();
    }
    isEnough.set(true);
    running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    shortOnes.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void others_work_while_some_wait_for_their_clients() throws Exception {
    ReentrantLock slowClient = new ReentrantLock();
    OutsideWait.lock(slowClient);
    AtomicLong served = new AtomicLong();
    CompletableFuture<Void> held =
        CompletableFuture.runAsync(() ->
            pool.run(
                2,
                (_, _) -> {
                  OutsideWait.lock(slowClient);
                  slowClient.unlock();
                  served.incrementAndGet();
                }));
    AtomicBoolean isDone = new AtomicBoolean();
    pool.run(1, (_, _) -> isDone.set(true));
    assertThat(isDone).isTrue();
    assertThat(held).isNotDone();
    slowClient.unlock();
    held.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(served).hasValue(2);
    for (int i = 0; i < 10; i++) {
      pool.run(3, (_, _) -> served.incrementAndGet());
    }
    assertThat(served).hasValue(32);
  }

  @Test
  void what_a_share_throws_is_thrown_and_the_pool_goes_on() {
    assertThatThrownBy(() ->
            pool.runByTurns(
                1,
                (_, _) -> {
                  throw new IllegalArgumentException("broken");
                }))
        .hasMessage("broken");
    AtomicBoolean isDone = new AtomicBoolean();
    pool.run(1, (_, _) -> isDone.set(true));
    assertThat(isDone).isTrue();
  }
}
