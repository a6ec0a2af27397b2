package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/// How a server ends.
final class GracefulStopTest {
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);

  private void slow(Exchange exchange) throws java.io.IOException {
    entered.countDown();
    await(mayAnswer);
    exchange.send(200, TestServer.TEXT, ByteSlice.utf8("done"));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The kernel closes a listening socket a moment after it was told to.
  private static void awaitNoConnects(TestServer server) {
    Assertions.assertThatThrownBy(
            () -> {
              while (true) {
                server.connect().close();
              }
            })
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void lets_requests_under_way_end_and_closes_idle_connections_at_once() throws Exception {
    TestServer server = TestServer.of(this::slow);
    try (RawClient busy = server.connect();
        RawClient idle = server.connect()) {
      busy.get("/");
      await(entered);
      server.recorder.await(() -> server.recorder.opened() == 2);
      Thread closing = Thread.ofVirtual().start(() -> server.server.close(30_000));
      idle.expectClosed();
      awaitNoConnects(server);
      mayAnswer.countDown();
      RawClient.Answer answer = busy.answer();
      assertThat(answer.text()).isEqualTo("done");
      assertThat(answer.header("Connection")).isEqualTo("close");
      busy.expectClosed();
      closing.join();
      server.recorder.await(() -> server.server.requestsInFlight() == 0);
    }
  }

  @Test
  void lets_a_body_arrive_that_is_under_way() throws Exception {
    TestServer server =
        TestServer.of(exchange -> exchange.send(200, TestServer.TEXT, exchange.body(100)));
    try (RawClient client = server.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nabc");
      server.recorder.await(() -> server.recorder.started() == 1);
      Thread closing = Thread.ofVirtual().start(() -> server.server.close(30_000));
      awaitNoConnects(server);
      RawClient.Answer answer = client.send("def").answer();
      assertThat(answer.text()).isEqualTo("abcdef");
      assertThat(answer.header("Connection")).isEqualTo("close");
      closing.join();
    }
  }

  @Test
  void breaks_off_what_takes_too_long_and_tells_it_so() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    TestServer server =
        TestServer.of(exchange -> {
          exchange.cancellation().onCancel(cancelled::countDown);
          entered.countDown();
          await(cancelled);
          exchange.cancellation().check();
        });
    try (RawClient client = server.connect()) {
      client.get("/");
      await(entered);
      server.server.close(50);
      assertThat(cancelled.getCount()).isZero();
      client.expectClosed();
      server.recorder.await(() -> server.server.requestsInFlight() == 0);
    }
  }

  @Test
  void may_be_told_to_stop_twice() {
    TestServer server = TestServer.of(this::slow);
    server.close();
    server.close();
  }
}
