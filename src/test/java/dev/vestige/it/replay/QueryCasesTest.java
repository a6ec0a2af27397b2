package dev.vestige.it.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Plays `query-cases.jsonl.gz`: 606 spans are sent, then asked for through the LogsQL endpoints
/// and Jaeger's API as clients of the recorded server do.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryCasesTest {
  private Path folder;
  private Node node;
  private SSLContext tls;

  @BeforeAll
  void start(@TempDir Path temporary) throws GeneralSecurityException {
    folder = temporary;
    tls = SSLContext.getDefault();
    node =
        Node.Inner.start(
            temporary,
            Map.of(),
            List.of("-retentionPeriod=100y", "-search.traceServiceAndSpanNameLookbehind=876000h"));
  }

  @AfterAll
  void stop() {
    node.close();
  }

  @TestFactory
  Stream<DynamicTest> recorded_cases() throws IOException {
    try (var file = QueryCasesTest.class.getResourceAsStream("query-cases.jsonl.gz");
        var text = new GZIPInputStream(file)) {
      return new String(text.readAllBytes(), UTF_8)
          .lines()
          .map(Expectation::parse)
          .map(test -> DynamicTest.dynamicTest(test.get("id").asText(), () -> play(test)));
    }
  }

  private void play(JsonNode test) throws Exception {
    try (CaseRun run = new CaseRun(folder, false, tls, node)) {
      for (JsonNode step : test.get("steps")) {
        run.play(step);
      }
    }
  }
}
