package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {
  @TempDir private static Path folder;

  private static TestCertificates server;
  private static TestCertificates other;

  @BeforeAll
  static void create() {
    server = TestCertificates.ec(folder, "server");
    other = TestCertificates.ec(folder, "other");
  }

  private static TlsOptions options() {
    return new TlsOptions(
        server.certificateFile, server.keyFile, TlsVersion.TLS12, List.of(), null);
  }

  private static UnaryOperator<HttpServerOptions> listening(TlsOptions tls) {
    return options ->
        options.with(
            List.of(
                new HttpServerOptions.Listener(
                    "127.0.0.1", 0, tls, HttpServerOptions.ProxyProtocol.OFF)));
  }

  private static TestServer start(TlsOptions tls) {
    return TestServer.of(TestServer.text("OK"), listening(tls));
  }

  private static SSLSocket connect(int port, SSLContext context, String... protocols)
      throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    return socket;
  }

  private static HttpResponse<String> get(
      int port, SSLContext context, HttpClient.Version version) {
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).version(version).build()) {
      URI uri = URI.create("https://127.0.0.1:" + port + "/");
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void speaks_the_protocol_the_client_prefers() {
    try (TestServer running = start(options())) {
      SSLContext context = server.trusting(null);
      HttpResponse<String> two = get(running.port, context, HttpClient.Version.HTTP_2);
      assertThat(two.body()).isEqualTo("OK");
      assertThat(two.version()).isEqualTo(HttpClient.Version.HTTP_2);
      HttpResponse<String> one = get(running.port, context, HttpClient.Version.HTTP_1_1);
      assertThat(one.body()).isEqualTo("OK");
      assertThat(one.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  @Test
  void speaks_http_1_to_clients_that_do_not_say() throws IOException {
    try (TestServer running = start(options());
        RawClient client = new RawClient(connect(running.port, server.trusting(null)))) {
      assertThat(client.get("/").answer().text()).isEqualTo("OK");
      assertThat(client.get("/", "Connection: close").answer().text()).isEqualTo("OK");
      client.expectClosed();
    }
  }

  @Test
  void lets_the_client_read_the_refusal_of_what_it_still_sends() throws IOException {
    try (TestServer running =
            TestServer.of(
                exchange -> exchange.send(200, TestServer.TEXT, exchange.body(10)),
                listening(options()));
        RawClient client = new RawClient(connect(running.port, server.trusting(null)))) {
      client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
      client.send(new byte[1_000_000]);
      assertThat(client.answer().status()).isEqualTo(413);
    }
  }

  @Test
  void never_serves_plain_http() {
    try (TestServer running = start(options());
        RawClient client = RawClient.connect(running.port)) {
      client.get("/");
      StringBuilder received = new StringBuilder();
      for (int b = client.read(); b >= 0; b = client.read()) {
        received.append((char) b);
      }
      assertThat(received.toString()).doesNotContain("HTTP/1.1 200");
      running.recorder.await(() -> running.recorder.tlsFailures() == 1);
    }
  }

  @Test
  void closes_a_handshake_that_takes_too_long() throws IOException {
    try (TestServer running =
            TestServer.of(
                TestServer.text("OK"),
                options ->
                    TestServer.timeouts(
                            t -> new HttpServerOptions.Timeouts(0, 60_000, 100, 60_000, 60_000))
                        .apply(listening(options()).apply(options)));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.port)) {
      socket.getOutputStream().write(new byte[] {0x16, 0x03, 0x01});
      socket.setSoTimeout(30_000);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void refuses_versions_older_than_the_minimum() throws IOException {
    TlsOptions strict =
        new TlsOptions(server.certificateFile, server.keyFile, TlsVersion.TLS13, List.of(), null);
    SSLContext context = server.trusting(null);
    try (TestServer running = start(strict)) {
      try (SSLSocket old = connect(running.port, context, "TLSv1.2")) {
        assertThatThrownBy(old::startHandshake).isInstanceOf(IOException.class);
      }
      try (SSLSocket current = connect(running.port, context, "TLSv1.3")) {
        current.startHandshake();
        assertThat(current.getSession().getProtocol()).isEqualTo("TLSv1.3");
      }
    }
  }

  @Test
  void speaks_only_the_cipher_suites_it_is_told_to_and_those_of_tls_1_3() throws IOException {
    String suite = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
    TlsOptions options =
        new TlsOptions(
            server.certificateFile, server.keyFile, TlsVersion.TLS12, List.of(suite), null);
    SSLContext context = server.trusting(null);
    try (TestServer running = start(options)) {
      try (SSLSocket old = connect(running.port, context, "TLSv1.2")) {
        old.startHandshake();
        assertThat(old.getSession().getCipherSuite()).isEqualTo(suite);
      }
      try (SSLSocket current = connect(running.port, context, "TLSv1.3")) {
        current.startHandshake();
      }
    }
  }

  @Test
  void refuses_to_start_with_an_unknown_cipher_suite() {
    TlsOptions options =
        new TlsOptions(
            server.certificateFile, server.keyFile, TlsVersion.TLS12, List.of("NOPE"), null);
    assertThatThrownBy(() -> start(options))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("unknown TLS cipher suite NOPE");
  }

  @Test
  void asks_clients_for_certificates_of_its_authorities() {
    TlsOptions mutual =
        new TlsOptions(
            server.certificateFile,
            server.keyFile,
            TlsVersion.TLS12,
            List.of(),
            other.certificateFile);
    try (TestServer running = start(mutual)) {
      HttpClient.Version version = HttpClient.Version.HTTP_1_1;
      assertThat(get(running.port, server.trusting(other), version).body()).isEqualTo("OK");
      assertThatThrownBy(() -> get(running.port, server.trusting(null), version))
          .isInstanceOf(UncheckedIOException.class);
      assertThatThrownBy(() -> get(running.port, server.trusting(server), version))
          .isInstanceOf(UncheckedIOException.class);
      running.recorder.await(() -> running.recorder.tlsFailures() >= 2);
    }
  }

  @Test
  void uses_a_new_certificate_without_a_restart_and_keeps_the_old_one_when_it_is_broken()
      throws IOException {
    Path certificate = Files.copy(server.certificateFile, folder.resolve("current-cert.pem"));
    Path key = Files.copy(server.keyFile, folder.resolve("current-key.pem"));
    TlsOptions options = new TlsOptions(certificate, key, TlsVersion.TLS12, List.of(), null);
    try (TestServer running = start(options)) {
      assertThat(subject(running.port)).isEqualTo("CN=server");
      Files.copy(
          other.certificateFile, certificate, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(certificate, FileTime.fromMillis(1_000_000));
      // The key does not fit yet.
      awaitCheck(running.port);
      assertThat(subject(running.port)).isEqualTo("CN=server");
      Files.copy(other.keyFile, key, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(key, FileTime.fromMillis(1_000_000));
      awaitCheck(running.port);
      assertThat(subject(running.port)).isEqualTo("CN=other");
    }
  }

  /// Connects until a second has passed since the files were looked at last.
  private static void awaitCheck(int port) throws IOException {
    long end = System.nanoTime() + 1_100_000_000L;
    while (System.nanoTime() < end) {
      subject(port);
    }
  }

  private static @Nullable String subject(int port) throws IOException {
    SSLContext trustingBoth = trustingBoth();
    try (SSLSocket socket = connect(port, trustingBoth)) {
      socket.startHandshake();
      X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return certificate.getSubjectX500Principal().getName();
    }
  }

  private static SSLContext trustingBoth() {
    try {
      java.security.KeyStore trusted = java.security.KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("server", server.store.getCertificate("k"));
      trusted.setCertificateEntry("other", other.store.getCertificate("k"));
      javax.net.ssl.TrustManagerFactory trust =
          javax.net.ssl.TrustManagerFactory.getInstance(
              javax.net.ssl.TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (java.security.GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void says_at_the_start_which_file_cannot_be_used() throws IOException {
    Path missing = folder.resolve("missing.pem");
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing here\n");
    Path broken =
        Files.writeString(
            folder.resolve("broken.pem"),
            TestCertificates.pem("CERTIFICATE", new byte[] {1, 2, 3})
                + TestCertificates.pem("PRIVATE KEY", new byte[] {1, 2, 3}));
    Path locked =
        Files.writeString(
            folder.resolve("locked.pem"),
            TestCertificates.pem("ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3}));
    for (Path certificate : List.of(missing, empty, broken)) {
      assertThatRefused(certificate, server.keyFile, certificate);
    }
    for (Path key : List.of(missing, empty, broken, locked)) {
      assertThatRefused(server.certificateFile, key, key);
    }
    assertThatRefused(server.certificateFile, other.keyFile, other.keyFile);
  }

  private static void assertThatRefused(Path certificate, Path key, Path named) {
    TlsOptions options = new TlsOptions(certificate, key, TlsVersion.TLS12, List.of(), null);
    assertThatThrownBy(() -> start(options))
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_INPUT))
        .hasMessageContaining(named.toString());
  }
}
