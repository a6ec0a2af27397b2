package dev.vestige.it.replay;

import static java.lang.Math.min;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Asks the queries of `logsql-cases.jsonl`, which were recorded on another engine over the spans
/// that the tests of `insert` use, too. The answers are the recorded ones but for those cases that
/// `docs/logsql/differences.md` names, which may be no others than doubtful ones and what follows
/// from them.
class LogsQlCasesTest {
  private static final Path ROOT = Path.of(System.getProperty("vestige.root"));
  private static final Path SPANS =
      ROOT.resolve("insert/src/test/resources/dev/vestige/insert/dataset");
  private static final Path DIFFERENCES = ROOT.resolve("docs/logsql/differences.md");
  private static final Pattern CASE_ID = Pattern.compile("\\b[a-z][a-z_]*-[0-9]{3}\\b");

  /// The tenant of each request.
  private static final List<String> TENANTS = List.of("0:0", "0:0", "0:0", "0:0", "12:34");

  /// Queries under way at a time: so the test takes less time, and they run beside one another.
  private static final int AT_ONCE = 4;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void recorded_answers_differ_only_where_the_documentation_says_so(int nodes) throws Exception {
    SortedMap<String, String> faults = new TreeMap<>();
    try (InnerCluster cluster =
            InnerCluster.start(folder, nodes, List.of("-retentionPeriod=100y"));
        HttpClient client = HttpClient.newHttpClient()) {
      URI server = URI.create("http://127.0.0.1:" + cluster.front().port());
      load(client, server);
      for (Node node : cluster.keeping()) {
        flush(client, URI.create("http://127.0.0.1:" + node.port()));
      }
      List<LogsQlCase> cases = cases();
      for (int from = 0; from < cases.size(); from += AT_ONCE) {
        faults.putAll(ask(client, server, cases.subList(from, min(from + AT_ONCE, cases.size()))));
      }
    }
    SortedSet<String> documented = documented();
    SortedMap<String, String> unexpected = new TreeMap<>(faults);
    unexpected.keySet().removeAll(documented);
    assertThat(unexpected).isEmpty();
    documented.removeAll(faults.keySet());
    assertThat(documented).as("differences that are none any more").isEmpty();
  }

  @Test
  void every_difference_goes_back_to_a_doubtful_answer() throws IOException {
    Set<String> doubtful =
        cases().stream()
            .filter(test -> test.recorded().path("doubtful").asBoolean())
            .map(LogsQlCase::id)
            .collect(Collectors.toSet());
    List<String> differences =
        Files.readString(DIFFERENCES)
            .lines()
            .map(CASE_ID::matcher)
            .filter(Matcher::find)
            .map(Matcher::group)
            .toList();
    assertThat(differences).as("first cases of lines").isNotEmpty().allMatch(doubtful::contains);
  }

  /// Asks all of them at once; returns the query and fault of each that is not answered as
  /// recorded.
  private static Map<String, String> ask(HttpClient client, URI server, List<LogsQlCase> cases) {
    Map<String, CompletableFuture<HttpResponse<String>>> answers = new HashMap<>();
    for (LogsQlCase test : cases) {
      answers.put(test.id(), client.sendAsync(test.request(server), BodyHandlers.ofString(UTF_8)));
    }
    Map<String, String> faults = new HashMap<>();
    for (LogsQlCase test : cases) {
      Optional<String> fault = test.fault(requireNonNull(answers.get(test.id())).join());
      fault.ifPresent(text -> faults.put(test.id(), test.recorded().get("query") + " " + text));
    }
    return faults;
  }

  private static void load(HttpClient client, URI server) throws IOException, InterruptedException {
    for (int i = 0; i < TENANTS.size(); i++) {
      byte[] body =
          expand(Files.readAllBytes(SPANS.resolve("logsql-dataset-" + (i + 1) + ".pb.gz")));
      String[] tenant = TENANTS.get(i).split(":", -1);
      HttpRequest request =
          HttpRequest.newBuilder(server.resolve("/insert/opentelemetry/v1/traces"))
              .header("Content-Type", "application/x-protobuf")
              .header("AccountID", tenant[0])
              .header("ProjectID", tenant[1])
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      assertThat(send(client, request).statusCode()).isEqualTo(200);
    }
  }

  private static void flush(HttpClient client, URI server)
      throws IOException, InterruptedException {
    HttpRequest flush =
        HttpRequest.newBuilder(server.resolve("/internal/force_flush"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(send(client, flush).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString(UTF_8));
  }

  private static List<LogsQlCase> cases() throws IOException {
    try (var file = LogsQlCasesTest.class.getResourceAsStream("logsql-cases.jsonl.gz")) {
      byte[] lines = expand(requireNonNull(file).readAllBytes());
      return new String(lines, UTF_8).lines().map(Expectation::parse).map(LogsQlCase::new).toList();
    }
  }

  private static byte[] expand(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  private static SortedSet<String> documented() throws IOException {
    SortedSet<String> ids = new TreeSet<>();
    Matcher id = CASE_ID.matcher(Files.readString(DIFFERENCES));
    while (id.find()) {
      ids.add(id.group());
    }
    return ids;
  }
}
