package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What connections and requests cost that do nothing.
final class IdleConnectionsTest {
  private static final int COUNT = 1000;

  /// As many threads on every machine.
  private static final HttpServerOptions.Capacity TWO_LOOPS =
      new HttpServerOptions.Capacity(2, 50_000, 10_000);

  @Test
  void cost_no_thread_each_and_disturb_nobody() {
    try (TestServer server =
        TestServer.of(TestServer.text("OK"), options -> options.with(TWO_LOOPS))) {
      List<RawClient> clients = new ArrayList<>();
      try {
        int threads = Thread.activeCount();
        for (int i = 0; i < COUNT; i++) {
          RawClient client = server.connect();
          clients.add(client);
          if (i % 2 == 0) {
            assertThat(client.get("/").answer().text()).isEqualTo("OK");
          }
        }
        server.recorder.await(() -> server.recorder.open() == COUNT);
        assertThat(Thread.activeCount()).isLessThan(threads + 20);
        server.recorder.await(() -> server.server.requestsInFlight() == 0);
        for (RawClient client : clients) {
          assertThat(client.get("/").answer().text()).isEqualTo("OK");
        }
      } finally {
        clients.forEach(RawClient::close);
      }
      server.recorder.await(() -> server.recorder.open() == 0);
    }
  }

  @Test
  void waiting_requests_cost_no_platform_thread_each() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(50);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    Endpoint waiting =
        exchange -> {
          assertThat(Thread.currentThread().isVirtual()).isTrue();
          entered.countDown();
          try {
            assertThat(mayAnswer.await(30, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          exchange.send(200, TestServer.TEXT, ByteSlice.utf8("OK"));
        };
    try (TestServer server = TestServer.of(waiting, options -> options.with(TWO_LOOPS))) {
      List<RawClient> clients = new ArrayList<>();
      try {
        int threads = Thread.activeCount();
        for (int i = 0; i < 50; i++) {
          RawClient client = server.connect();
          clients.add(client);
          client.get("/");
        }
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Thread.activeCount()).isLessThan(threads + 20);
        mayAnswer.countDown();
        for (RawClient client : clients) {
          assertThat(client.answer().text()).isEqualTo("OK");
        }
      } finally {
        clients.forEach(RawClient::close);
      }
    }
  }

  @Test
  void requests_beyond_the_limit_are_refused() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    Endpoint waiting =
        exchange -> {
          entered.countDown();
          try {
            assertThat(mayAnswer.await(30, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          exchange.send(204);
        };
    try (TestServer server =
            TestServer.of(
                waiting, options -> options.with(new HttpServerOptions.Capacity(1, 100, 1)));
        RawClient first = server.connect();
        RawClient second = server.connect()) {
      first.get("/");
      assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
      RawClient.Answer refused = second.get("/").answer();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(server.recorder.reasons()).containsExactly(HttpObserver.Reason.TOO_MANY_REQUESTS);
      mayAnswer.countDown();
      assertThat(first.answer().status()).isEqualTo(204);
    }
  }
}
