package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class AdmissionGateTest {
  private static AdmissionGate gate(int capacity, int queueMax, long waitMillis) {
    return new AdmissionGate(
        new AdmissionGate.Options(
            "queries",
            "-search.maxConcurrentRequests",
            capacity,
            queueMax,
            waitMillis,
            ErrorKind.UNAVAILABLE));
  }

  private static void assertThatFails(ThrowingCallable call, ErrorKind kind) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(VestigeException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void lets_in_as_many_as_it_has_places() {
    AdmissionGate gate = gate(2, 10, 0);
    AdmissionGate.Permit first = gate.enter(Cancellation.never());
    AdmissionGate.Permit second = gate.enter(Cancellation.never());
    assertThat(gate.current()).isEqualTo(2);
    assertThat(gate.capacity()).isEqualTo(2);
    assertThatFails(() -> gate.enter(Cancellation.never()), ErrorKind.UNAVAILABLE);
    assertThat(gate.limitReached()).isEqualTo(1);
    assertThat(gate.limitTimeout()).isEqualTo(1);
    first.close();
    first.close();
    assertThat(gate.current()).isEqualTo(1);
    second.close();
    assertThat(gate.current()).isZero();
    gate.enter(Cancellation.never()).close();
  }

  @Test
  void says_which_limit_was_reached() {
    AdmissionGate gate = gate(1, 10, 5);
    gate.enter(Cancellation.never());
    assertThatThrownBy(() -> gate.enter(Cancellation.never()))
        .hasMessage(
            "too many queries: 1 run, which is the limit set by -search.maxConcurrentRequests, and"
                + " none of them ended within 5 ms; try again later");
  }

  @Test
  void refuses_at_once_beyond_its_queue() throws InterruptedException {
    AdmissionGate gate = gate(1, 1, 60_000);
    AdmissionGate.Permit inside = gate.enter(Cancellation.never());
    Thread waiting = Thread.ofVirtual().start(() -> gate.enter(Cancellation.never()).close());
    awaitReached(gate, 1);
    assertThatFails(() -> gate.enter(Cancellation.never()), ErrorKind.UNAVAILABLE);
    assertThat(gate.limitTimeout()).isZero();
    inside.close();
    waiting.join();
    assertThat(gate.current()).isZero();
  }

  @Test
  void serves_those_who_wait_in_their_order() throws InterruptedException {
    AdmissionGate gate = gate(1, 10, 60_000);
    AdmissionGate.Permit inside = gate.enter(Cancellation.never());
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try (AdmissionGate.Permit _ = gate.enter(Cancellation.never())) {
                  order.add(number);
                }
              }));
      awaitReached(gate, i + 1);
    }
    inside.close();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  private static void awaitReached(AdmissionGate gate, long count) {
    while (gate.limitReached() < count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void stops_waiting_when_the_request_is_given_up() throws InterruptedException {
    AdmissionGate gate = gate(1, 10, 60_000);
    AdmissionGate.Permit inside = gate.enter(Cancellation.never());
    Cancellation cancellation = Cancellation.never();
    CountDownLatch ended = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          assertThatFails(() -> gate.enter(cancellation), ErrorKind.CANCELLED);
          ended.countDown();
        });
    awaitReached(gate, 1);
    cancellation.cancel();
    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(gate.limitTimeout()).isZero();
    inside.close();
    assertThat(gate.current()).isZero();
  }

  @Test
  void stops_waiting_at_the_deadline_of_the_request() {
    AdmissionGate gate = gate(1, 10, 60_000);
    gate.enter(Cancellation.never());
    assertThatFails(() -> gate.enter(Cancellation.afterMillis(20)), ErrorKind.DEADLINE_EXCEEDED);
  }

  @Test
  void never_lets_in_more_than_its_places_and_loses_none() throws InterruptedException {
    AdmissionGate gate = gate(3, 1000, 2);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      int number = i;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int round = 0; round < 200; round++) {
                  Cancellation cancellation = Cancellation.afterMillis(number % 2 + 1);
                  try (AdmissionGate.Permit _ = gate.enter(cancellation)) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(1_000);
                    inside.decrementAndGet();
                  } catch (VestigeException e) {
                    assertThat(e.kind()).isIn(ErrorKind.UNAVAILABLE, ErrorKind.DEADLINE_EXCEEDED);
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most.get()).isBetween(1, 3);
    assertThat(gate.current()).isZero();
  }

  @Test
  void stands_before_a_route() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch mayLeave = new CountDownLatch(1);
    Endpoint slow =
        exchange -> {
          entered.countDown();
          try {
            assertThat(mayLeave.await(30, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          exchange.send(200);
        };
    Router router =
        Router.builder().exact("/slow", slow, RouteOptions.DEFAULT.with(gate(1, 0, 0))).build();
    try (TestServer server = TestServer.start(router);
        RawClient first = server.connect();
        RawClient second = server.connect()) {
      first.get("/slow");
      assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
      RawClient.Answer refused = second.get("/slow").answer();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      mayLeave.countDown();
      assertThat(first.answer().status()).isEqualTo(200);
      assertThat(second.get("/slow").answer().status()).isEqualTo(200);
    }
  }
}
