package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyProtocolTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    HttpServerOptions.Listener behindProxy =
        new HttpServerOptions.Listener(
            "127.0.0.1", 0, null, HttpServerOptions.ProxyProtocol.REQUIRED);
    server =
        TestServer.of(
            exchange ->
                exchange.send(200, TestServer.TEXT, ByteSlice.utf8(exchange.remoteAddress())),
            options -> options.with(List.of(behindProxy)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void tells_the_address_of_the_client_in_version_1() {
    try (RawClient client = server.connect()) {
      client.send("PROXY TCP4 192.0.2.7 192.0.2.1 5678 443\r\n");
      assertThat(client.get("/").answer().text()).isEqualTo("192.0.2.7:5678");
      assertThat(client.get("/").answer().text()).isEqualTo("192.0.2.7:5678");
    }
  }

  @Test
  void tells_the_address_of_the_client_in_version_2() {
    byte[] header = {
      0x0d,
      0x0a,
      0x0d,
      0x0a,
      0x00,
      0x0d,
      0x0a,
      0x51,
      0x55,
      0x49,
      0x54,
      0x0a,
      0x21,
      0x11,
      0x00,
      0x0c,
      (byte) 192,
      0,
      2,
      7,
      (byte) 192,
      0,
      2,
      1,
      0x16,
      0x2e,
      0x01,
      (byte) 0xbb
    };
    try (RawClient client = server.connect()) {
      assertThat(client.send(header).get("/").answer().text()).isEqualTo("192.0.2.7:5678");
    }
  }

  @Test
  void keeps_the_address_of_the_proxy_for_its_own_checks() {
    try (RawClient client = server.connect()) {
      client.send("PROXY UNKNOWN\r\n");
      assertThat(client.get("/").answer().text())
          .isEqualTo("127.0.0.1:" + client.socket.getLocalPort());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "PROXY TCP4 nonsense\r\n",
        "PROXY TCP4 192.0.2.7 192.0.2.1 99999 443\r\n",
      })
  void closes_without_a_header_it_can_read(String bytes) {
    try (RawClient client = server.connect()) {
      client.send(bytes).expectClosed();
      server.recorder.await(
          () -> server.recorder.reasons().contains(HttpObserver.Reason.BAD_PROXY_HEADER));
    }
  }
}
