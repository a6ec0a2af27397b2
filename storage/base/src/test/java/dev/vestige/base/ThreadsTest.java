package dev.vestige.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  @Test
  void a_loop_repeats_its_work_on_a_named_daemon_thread() throws InterruptedException {
    CountDownLatch three = new CountDownLatch(3);
    AtomicReference<Thread> thread = new AtomicReference<>(Thread.currentThread());
    Runnable work =
        () -> {
          thread.set(Thread.currentThread());
          three.countDown();
        };
    try (Threads.Loop _ = Threads.loop("a-loop", 1, work)) {
      assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
    }
    Thread worker = Objects.requireNonNull(thread.get());
    assertThat(worker.getName()).isEqualTo("a-loop");
    assertThat(worker.isDaemon()).isTrue();
    assertThat(worker.join(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void a_failure_does_not_end_a_loop() throws InterruptedException {
    CountDownLatch two = new CountDownLatch(2);
    Runnable work =
        () -> {
          two.countDown();
          throw new AssertionError("expected by the test");
        };
    try (Threads.Loop _ = Threads.loop("failing", 1, work)) {
      assertThat(two.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void closing_interrupts_the_work() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    AtomicInteger interrupts = new AtomicInteger();
    Runnable work =
        () -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupts.incrementAndGet();
          }
        };
    Threads.Loop loop = Threads.loop("waiting", 1, work);
    assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
    loop.close();
    assertThat(interrupts).hasValue(1);
  }
}
