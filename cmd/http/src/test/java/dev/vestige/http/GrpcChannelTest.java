package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.coding.Coding;
import dev.vestige.http.coding.Samples;
import dev.vestige.http.grpc.GrpcChannel;
import dev.vestige.http.grpc.GrpcMetadata;
import dev.vestige.http.grpc.GrpcUnary;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrpcChannelTest {
  private static final long PATIENCE_MILLIS = 30_000;

  private TestServer server = TestServer.start(router());
  private GrpcChannel channel = GrpcChannel.plain("127.0.0.1", server.port);

  private static Router router() {
    GrpcUnary unary =
        new GrpcUnary(
            Map.of(
                "/test.Echo/Echo",
                (_, message) -> message,
                "/test.Echo/Tenant",
                (metadata, _) -> ByteSlice.utf8(metadata.tenant().toString()),
                "/test.Echo/Wait",
                GrpcChannelTest::waitForTheEnd),
            16 << 20);
    return Router.builder().grpc(unary, RouteOptions.DEFAULT).build();
  }

  private static ByteSlice waitForTheEnd(GrpcMetadata metadata, ByteSlice message) {
    while (true) {
      metadata.cancellation().check();
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void stop() {
    channel.close();
    server.close();
  }

  private GrpcChannel.Reply call(String path, String encoding, ByteSlice message) {
    return channel.call(path, Map.of("accountid", "5"), encoding, message, PATIENCE_MILLIS);
  }

  @Test
  void calls_and_gets_replies() {
    assertThat(call("/test.Echo/Echo", "", ByteSlice.utf8("hello")))
        .isEqualTo(new GrpcChannel.Reply(0, "", ByteSlice.utf8("hello")));
    assertThat(call("/test.Echo/Tenant", "", ByteSlice.EMPTY).body().toString()).isEqualTo("5:0");
    byte[] large = Samples.text(3_000_000);
    assertThat(call("/test.Echo/Echo", "", ByteSlice.of(large)).body().toByteArray())
        .isEqualTo(large);
    byte[] packed = Samples.compress(Coding.GZIP, large);
    assertThat(call("/test.Echo/Echo", "gzip", ByteSlice.of(packed)).body().toByteArray())
        .isEqualTo(large);
  }

  @Test
  void tells_the_status_of_a_call_that_failed() {
    GrpcChannel.Reply reply = call("/test.Echo/Nope", "", ByteSlice.EMPTY);
    assertThat(reply.status()).isEqualTo(12);
    assertThat(reply.message()).contains("/test.Echo/Nope");
  }

  @Test
  void gives_up_when_the_reply_does_not_come() {
    assertThatThrownBy(() -> channel.call("/test.Echo/Wait", Map.of(), "", ByteSlice.EMPTY, 50))
        .isInstanceOfSatisfying(
            VestigeException.class,
            e -> assertThat(e.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED));
  }

  /// The server closes each connection gently after a while.
  @Test
  void takes_another_connection_after_a_farewell() {
    server.close();
    server =
        TestServer.start(
            router(),
            TestServer.timeouts(t ->
                new HttpServerOptions.Timeouts(
                    50,
                    t.idleMillis(),
                    t.headerMillis(),
                    t.bodyStallMillis(),
                    t.responseStallMillis())));
    channel.close();
    channel = GrpcChannel.plain("127.0.0.1", server.port);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (server.recorder.opened() < 3 && System.nanoTime() < end) {
      try {
        assertThat(call("/test.Echo/Echo", "", ByteSlice.EMPTY).status()).isZero();
      } catch (VestigeException e) {
        // The call and the farewell met on their way; the next call is made elsewhere.
        assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
      }
    }
    assertThat(server.recorder.opened()).isEqualTo(3);
  }

  @Test
  void says_that_nobody_answers_and_connects_again_later() {
    assertThat(call("/test.Echo/Echo", "", ByteSlice.EMPTY).status()).isZero();
    server.close();
    assertThatThrownBy(() -> call("/test.Echo/Echo", "", ByteSlice.EMPTY))
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
    TestServer other = TestServer.of(TestServer.text("no gRPC"));
    server = other;
    channel.close();
    channel = GrpcChannel.plain("127.0.0.1", other.port);
    assertThatThrownBy(() -> call("/test.Echo/Echo", "", ByteSlice.EMPTY))
        .hasMessageContaining("200");
  }
}
