package dev.vestige.it.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Plays `server-cases.jsonl`: what clients, scripts and operators of the servers that Vestige
/// stands in for are used to. A case names the flags of its server; cases with the same flags share
/// one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedCasesTest {
  private static final String FILES = "tls/";

  private final Map<String, Node> common = new LinkedHashMap<>();
  private SSLContext tls;
  private Path folder;

  @BeforeAll
  void unpackFiles(@TempDir Path temporary) throws IOException, GeneralSecurityException {
    folder = temporary;
    Files.createDirectories(folder.resolve("tls"));
    for (String name : List.of("cert.pem", "key.pem", "password.txt")) {
      Files.write(folder.resolve(FILES + name), resource(FILES + name));
    }
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "server",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(resource(FILES + "cert.pem"))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
  }

  private static byte[] resource(String name) {
    try (var stream = RecordedCasesTest.class.getResourceAsStream(name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  void stop() {
    common.values().forEach(Node::close);
  }

  @TestFactory
  Stream<DynamicTest> recorded_cases() {
    return new String(resource("server-cases.jsonl"), UTF_8)
        .lines()
        .map(Expectation::parse)
        .map(test -> DynamicTest.dynamicTest(test.get("id").asText(), () -> play(test)));
  }

  private void play(JsonNode test) throws Exception {
    Path own = Files.createTempDirectory(folder, "case-");
    String server = test.get("server").asText();
    Node node =
        server.equals("none") ? null : common.computeIfAbsent(server, _ -> start(test, own));
    try (CaseRun run = new CaseRun(own, test.get("executable").asBoolean(), tls, node)) {
      for (JsonNode step : test.get("steps")) {
        run.play(step);
      }
    }
  }

  private Node start(JsonNode test, Path own) {
    List<String> flags =
        Expectation.texts(test.get("flags")).stream()
            .map(flag -> flag.replace("{{DIR}}", folder.toString()))
            .toList();
    return Node.Inner.start(own, Map.of(), flags);
  }
}
