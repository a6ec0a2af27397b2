package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.client.ClientAnswer;
import dev.vestige.http.client.ClientOptions;
import dev.vestige.http.client.ClientRequest;
import dev.vestige.http.client.EventLoops;
import dev.vestige.http.client.HttpClient;
import dev.vestige.http.client.NoAnswerException;
import dev.vestige.http.client.NoAnswerException.Reach;
import dev.vestige.http.tls.TlsClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client against our own server, and against peers that do not do what they should.
final class HttpClientTest {
  private static final EventLoops LOOPS = new EventLoops();

  @TempDir private static Path folder;

  @AfterAll
  static void close() {
    LOOPS.close();
  }

  private static Cancellation patient() {
    return Cancellation.afterMillis(30_000);
  }

  private static HttpClient client(int port) {
    return new HttpClient(ClientOptions.plain("127.0.0.1", port), LOOPS);
  }

  private static String text(HttpClient client, ClientRequest request) {
    try (ClientAnswer answer = client.send(request, patient())) {
      return answer.status() + " " + answer.body(1 << 20);
    }
  }

  @Test
  void sends_bodies_and_headers_and_reads_answers() {
    Endpoint echo =
        exchange -> {
          exchange.setHeader("X-Told", exchange.header("X-Tell").orElse("nothing"));
          exchange.send(
              201,
              TestServer.TEXT,
              ByteSlice.utf8(
                  exchange.method()
                      + " "
                      + exchange.rawPath()
                      + "?"
                      + exchange.rawQuery()
                      + " "
                      + exchange.body(100)));
        };
    try (TestServer server = TestServer.of(echo);
        HttpClient client = client(server.port)) {
      ClientRequest post =
          ClientRequest.post("/p/q?a=%20b", Map.of("X-Tell", "told"), ByteSlice.utf8("spans"));
      try (ClientAnswer answer = client.send(post, patient())) {
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.isSuccess()).isTrue();
        assertThat(answer.header("x-told")).contains("told");
        assertThat(answer.body(100).toString()).isEqualTo("POST /p/q?a=%20b spans");
      }
      assertThat(text(client, ClientRequest.get("/x"))).isEqualTo("201 GET /x? ");
    }
  }

  @Test
  void uses_one_connection_again_and_again() {
    try (TestServer server = TestServer.of(TestServer.text("OK"));
        HttpClient client = client(server.port)) {
      for (int i = 0; i < 20; i++) {
        assertThat(text(client, ClientRequest.get("/"))).isEqualTo("200 OK");
      }
      assertThat(server.recorder.opened()).isEqualTo(1);
    }
  }

  @Test
  void shows_who_asks() {
    Endpoint endpoint =
        exchange ->
            exchange.send(
                200,
                TestServer.TEXT,
                ByteSlice.utf8(
                    exchange.header("Authorization").orElse("nobody")
                        + " with "
                        + exchange.argument("authKey").orElse("no key")
                        + exchange.path()));
    AtomicReference<String> authorization = new AtomicReference<>("Bearer one");
    AtomicReference<String> key = new AtomicReference<>("");
    try (TestServer server = TestServer.of(endpoint)) {
      ClientOptions options =
          new ClientOptions(
              "127.0.0.1", server.port, "/at", null, authorization::get, key::get, 4, 3_000);
      try (HttpClient client = new HttpClient(options, LOOPS)) {
        assertThat(text(client, ClientRequest.get("/")))
            .isEqualTo("200 Bearer one with no key/at/");
        authorization.set("Bearer two");
        key.set("a key & more");
        assertThat(text(client, ClientRequest.get("/x?y=1")))
            .isEqualTo("200 Bearer two with a key & more/at/x");
      }
    }
  }

  @Test
  void reads_a_long_answer_in_pieces_and_holds_its_sender_back_meanwhile() throws IOException {
    int pieces = 512;
    byte[] piece = new byte[64 << 10];
    AtomicLong written = new AtomicLong();
    Endpoint endless =
        exchange -> {
          try (BodyWriter writer = exchange.stream(200, "application/octet-stream")) {
            for (int i = 0; i < pieces; i++) {
              writer.write(piece);
              written.incrementAndGet();
            }
          }
        };
    try (TestServer server = TestServer.of(endless);
        HttpClient client = client(server.port);
        ClientAnswer answer = client.send(ClientRequest.get("/"), patient())) {
      assertThat(answer.stream().readNBytes(1 << 20)).hasSize(1 << 20);
      assertThat(written.get()).isLessThan(pieces);
      assertThat(answer.stream().readAllBytes()).hasSize((pieces - 16) * piece.length);
    }
  }

  @Test
  void refuses_an_answer_that_is_longer_than_expected() {
    try (TestServer server = TestServer.of(TestServer.text("x".repeat(100_000)));
        HttpClient client = client(server.port);
        ClientAnswer answer = client.send(ClientRequest.get("/"), patient())) {
      assertThatThrownBy(() -> answer.body(1_000))
          .isInstanceOf(VestigeException.class)
          .hasMessageContaining("more than 1000 bytes");
    }
  }

  @Test
  void repeats_what_a_node_complains_of() {
    Endpoint failing =
        exchange -> {
          throw new VestigeException(ErrorKind.UNAVAILABLE, "no room");
        };
    try (TestServer server = TestServer.of(failing);
        HttpClient client = client(server.port);
        ClientAnswer answer = client.send(ClientRequest.get("/"), patient())) {
      assertThat(answer.isSuccess()).isFalse();
      assertThat(answer.complaint()).isEqualTo("503 no room");
    }
  }

  @Test
  void knows_that_nothing_was_sent_when_nobody_listens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (HttpClient client = client(port)) {
      assertThat(failure(client, patient()).reach()).isEqualTo(Reach.NOT_SENT);
    }
  }

  @Test
  void is_in_doubt_when_no_answer_comes() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpClient client = client(silent.getLocalPort())) {
      NoAnswerException failure = failure(client, Cancellation.afterMillis(200));
      assertThat(failure.reach()).isEqualTo(Reach.IN_DOUBT);
      assertThat(failure).hasMessageContaining("took too long");
    }
  }

  @Test
  void is_in_doubt_when_the_connection_breaks_before_the_answer() throws IOException {
    try (RudePeer peer = new RudePeer("");
        HttpClient client = client(peer.port())) {
      NoAnswerException failure = failure(client, patient());
      assertThat(failure.reach()).isEqualTo(Reach.IN_DOUBT);
      assertThat(failure.kind()).isEqualTo(ErrorKind.BAD_GATEWAY);
    }
  }

  @Test
  void notices_an_answer_that_ends_too_early() throws IOException {
    for (String cut :
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n")) {
      try (RudePeer peer = new RudePeer(cut);
          HttpClient client = client(peer.port());
          ClientAnswer answer = client.send(ClientRequest.get("/"), patient())) {
        assertThatThrownBy(() -> answer.body(100)).isInstanceOf(NoAnswerException.class);
      }
    }
  }

  @Test
  void does_not_take_anything_for_an_answer() throws IOException {
    try (RudePeer peer = new RudePeer("220 mail.example.org ESMTP\r\n");
        HttpClient client = client(peer.port())) {
      assertThat(failure(client, patient()).kind()).isEqualTo(ErrorKind.BAD_GATEWAY);
    }
  }

  @Test
  void asks_again_on_a_new_connection_when_the_kept_one_has_died() throws IOException {
    try (RudePeer peer = new RudePeer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK");
        HttpClient client = client(peer.port())) {
      for (int i = 0; i < 10; i++) {
        assertThat(text(client, ClientRequest.get("/"))).isEqualTo("200 OK");
      }
      assertThat(peer.accepted.get()).isEqualTo(10);
    }
  }

  @Test
  void does_not_ask_again_where_a_kept_connection_falls_silent() {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    Endpoint silentLater =
        exchange -> {
          if (asked.incrementAndGet() > 1) {
            awaitQuietly(go);
          }
          exchange.send(200, TestServer.TEXT, ByteSlice.utf8("OK"));
        };
    try (TestServer server = TestServer.of(silentLater);
        HttpClient client = client(server.port)) {
      assertThat(text(client, ClientRequest.get("/"))).isEqualTo("200 OK");
      ClientRequest impatient = ClientRequest.get("/").withSilenceMax(50);
      assertThatThrownBy(() -> text(client, impatient)).hasMessageContaining("nothing came");
      assertThat(server.recorder.opened()).isEqualTo(1);
      go.countDown();
    }
  }

  @Test
  void stops_waiting_when_it_is_cancelled() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpClient client = client(silent.getLocalPort())) {
      Cancellation cancellation = patient();
      CompletableFuture<NoAnswerException> failure =
          CompletableFuture.supplyAsync(() -> failure(client, cancellation));
      try (Socket accepted = silent.accept()) {
        assertThat(accepted.getInputStream().read()).isEqualTo('G');
        cancellation.cancel();
        assertThat(failure.orTimeout(30, TimeUnit.SECONDS).join().kind())
            .isEqualTo(ErrorKind.CANCELLED);
        assertThat(accepted.getInputStream().readAllBytes()).isNotEmpty();
      }
    }
  }

  @Test
  void waits_for_a_connection_when_all_are_busy() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Endpoint slow =
        exchange -> {
          entered.countDown();
          awaitQuietly(go);
          exchange.send(200, TestServer.TEXT, ByteSlice.utf8("OK"));
        };
    try (TestServer server = TestServer.of(slow)) {
      ClientOptions options =
          new ClientOptions("127.0.0.1", server.port, "", null, () -> "", () -> "", 1, 3_000);
      try (HttpClient client = new HttpClient(options, LOOPS)) {
        CompletableFuture<String> first =
            CompletableFuture.supplyAsync(() -> text(client, ClientRequest.get("/")));
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(failure(client, Cancellation.afterMillis(50)).reach()).isEqualTo(Reach.NOT_SENT);
        go.countDown();
        assertThat(first.join()).isEqualTo("200 OK");
        assertThat(text(client, ClientRequest.get("/"))).isEqualTo("200 OK");
      }
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void speaks_tls_with_those_it_trusts_only() {
    TestCertificates own = TestCertificates.ec(folder, "node");
    TestCertificates other = TestCertificates.ec(folder, "stranger");
    TlsOptions server =
        new TlsOptions(
            own.certificateFile, own.keyFile, TlsVersion.TLS12, List.of(), own.certificateFile);
    try (TestServer node =
        TestServer.of(
            TestServer.text("OK"),
            options ->
                options.with(
                    List.of(
                        new HttpServerOptions.Listener(
                            "127.0.0.1", 0, server, HttpServerOptions.ProxyProtocol.OFF))))) {
      assertThat(overTls(node.port, own.certificateFile, own, TlsClientOptions.Trust.CHECKED))
          .isEqualTo("200 OK");
      assertThat(overTls(node.port, null, own, TlsClientOptions.Trust.BLIND)).isEqualTo("200 OK");
      assertThatThrownBy(
              () -> overTls(node.port, other.certificateFile, own, TlsClientOptions.Trust.CHECKED))
          .isInstanceOf(NoAnswerException.class);
      assertThatThrownBy(
              () -> overTls(node.port, own.certificateFile, null, TlsClientOptions.Trust.CHECKED))
          .isInstanceOf(NoAnswerException.class);
    }
  }

  private static String overTls(
      int port,
      @Nullable Path authorities,
      @Nullable TestCertificates own,
      TlsClientOptions.Trust trust) {
    TlsClientOptions tls =
        new TlsClientOptions(
            authorities,
            own == null ? null : own.certificateFile,
            own == null ? null : own.keyFile,
            "localhost",
            trust);
    ClientOptions options =
        new ClientOptions("127.0.0.1", port, "", tls, () -> "", () -> "", 4, 10_000);
    try (HttpClient client = new HttpClient(options, LOOPS)) {
      return text(client, ClientRequest.get("/"));
    }
  }

  private static NoAnswerException failure(HttpClient client, Cancellation cancellation) {
    try (ClientAnswer answer = client.send(ClientRequest.get("/"), cancellation)) {
      throw new AssertionError("an answer: " + answer.status());
    } catch (NoAnswerException e) {
      return e;
    }
  }

  /// Reads the beginning of a request, writes a text whatever was asked, and hangs up.
  private static final class RudePeer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final AtomicInteger accepted = new AtomicInteger();
    private final byte[] text;

    RudePeer(String text) throws IOException {
      this.text = text.getBytes(StandardCharsets.US_ASCII);
      Thread.ofVirtual().start(this::run);
    }

    private void run() {
      while (!socket.isClosed()) {
        try (Socket peer = socket.accept()) {
          accepted.incrementAndGet();
          var _ = peer.getInputStream().read(new byte[1 << 16]);
          peer.getOutputStream().write(text);
        } catch (IOException _) {
          // The client has gone, or the test is over.
        }
      }
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
