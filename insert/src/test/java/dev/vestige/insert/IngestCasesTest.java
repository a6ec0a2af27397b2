package dev.vestige.insert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.tenants.TenantLimits;
import dev.vestige.storage.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// Plays the recorded requests of `ingest-cases.jsonl` and looks at answers and rows. Bodies are
/// base64 of zlib; `twin` is the same request in OTLP/JSON, which must make the same rows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestCasesTest {
  private static final int SMALL_LIMIT_BYTES = 4096;

  private final HttpClient client = HttpClient.newHttpClient();
  private final MemoryStorage storage = new MemoryStorage();
  private final MemoryStorage twins = new MemoryStorage();
  private final List<InsertServer> servers = new ArrayList<>();
  private InsertServer plain;
  private InsertServer twin;
  private InsertServer small;
  private InsertServer readOnly;

  @BeforeAll
  void start() {
    InsertLimits limits = InsertLimits.DEFAULTS;
    InsertLimits smallLimits =
        new InsertLimits(
            SMALL_LIMIT_BYTES,
            limits.fieldsPerSpanMax(),
            limits.spanBytesMax(),
            limits.valueBytesMax(),
            limits.truncateValuesTo(),
            limits.inFlightBytesMax(),
            limits.storeTimeoutMillis());
    plain = server(new LocalSink(storage), limits);
    twin = server(new LocalSink(twins), limits);
    small = server(new LocalSink(storage), smallLimits);
    readOnly =
        server(
            _ ->
                CompletableFuture.failedFuture(
                    new VestigeException(
                        ErrorKind.RESOURCE_EXHAUSTED, "the storage is read-only: disk full")),
            limits);
  }

  private InsertServer server(RowSink sink, InsertLimits limits) {
    InsertServer server =
        new InsertServer(new Ingest(sink, limits, TenantLimits.none(), InsertObserver.NONE));
    servers.add(server);
    return server;
  }

  @AfterAll
  void stop() {
    servers.forEach(InsertServer::close);
  }

  @TestFactory
  Stream<DynamicTest> recorded_cases() throws IOException {
    byte[] lines = IngestCasesTest.class.getResourceAsStream("ingest-cases.jsonl").readAllBytes();
    return new String(lines, UTF_8)
        .lines()
        .map(line -> TestJson.object(TestJson.parse(line)))
        .map(test -> DynamicTest.dynamicTest((String) test.get("id"), () -> play(test)));
  }

  private void play(Map<String, Object> test) throws Exception {
    InsertServer server =
        test.get("limit").equals(true)
            ? small
            : test.get("readOnly").equals(true) ? readOnly : plain;
    for (Object each : TestJson.list(test.get("steps"))) {
      Map<String, Object> step = TestJson.object(each);
      Map<String, Object> expected = TestJson.object(step.get("expect"));
      if (step.containsKey("query")) {
        checkRows(storage, step, expected);
        if (twinSent) {
          checkRows(twins, step, expected);
        }
      } else {
        checkAnswer(send(server, step, "body"), expected);
        twinSent = step.containsKey("twin") && server == plain;
        if (twinSent) {
          HttpResponse<byte[]> answer = send(twin, step, "twin");
          assertThat(expected.get("status").toString()).contains("" + answer.statusCode());
        }
      }
    }
  }

  /// Whether the last request went to the other server too; tests run one after another.
  private boolean twinSent;

  private HttpResponse<byte[]> send(InsertServer server, Map<String, Object> step, String body)
      throws IOException, InterruptedException {
    String query =
        TestJson.object(step.getOrDefault("args", Map.of())).entrySet().stream()
            .map(argument -> argument.getKey() + "=" + encoded(argument.getValue()))
            .collect(Collectors.joining("&", "?", ""));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(InsertServer.OTLP_PATH + query));
    TestJson.object(step.get("headers"))
        .forEach((name, value) ->
            request.header(
                name,
                body.equals("twin") && name.equals("Content-Type")
                    ? "application/json; charset=utf-8"
                    : (String) value));
    byte[] bytes = unpacked((String) step.get(body));
    return client.send(
        request
            .method((String) step.get("method"), HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String encoded(Object value) {
    return URLEncoder.encode((String) value, UTF_8);
  }

  private static byte[] unpacked(String text) throws IOException {
    byte[] packed = Base64.getDecoder().decode(text);
    return new InflaterInputStream(new ByteArrayInputStream(packed)).readAllBytes();
  }

  private static void checkAnswer(HttpResponse<byte[]> answer, Map<String, Object> expected) {
    String body = new String(answer.body(), UTF_8);
    String hex = HexFormat.of().formatHex(answer.body());
    expected.forEach((what, value) -> {
      switch (what) {
        case "status" -> {
          List<Object> allowed = value instanceof List<?> ? TestJson.list(value) : List.of(value);
          assertThat(allowed).as(body).contains((long) answer.statusCode());
        }
        case "empty" -> assertThat(body).isEmpty();
        case "regex" -> assertThat(Pattern.compile((String) value).matcher(body).find()).isTrue();
        case "hex_regex" ->
            assertThat(Pattern.compile((String) value).matcher(hex).find()).as(body).isTrue();
        case "json" -> assertThat(TestJson.parse(body)).isEqualTo(value);
        case "content_type" ->
            assertThat(answer.headers().firstValue("Content-Type")).contains((String) value);
        case "headers" ->
            TestJson.object(value).keySet().stream()
                // The name of the host is not the business of the doors in.
                .filter(name -> !name.equals("X-Server-Hostname"))
                .forEach(name -> assertThat(answer.headers().firstValue(name)).isPresent());
        default -> throw new AssertionError("an expectation that this test does not know: " + what);
      }
    });
  }

  private static void checkRows(
      MemoryStorage storage, Map<String, Object> step, Map<String, Object> expected) {
    String[] tenant = ((String) step.get("tenant")).split(":", -1);
    TenantId id =
        new TenantId(Integer.parseUnsignedInt(tenant[0]), Integer.parseUnsignedInt(tenant[1]));
    List<Map<String, String>> rows =
        StoredRows.query(StoredRows.of(storage, id), (String) step.get("query"));
    expected.forEach((what, value) -> checkRows(rows, what, value));
  }

  private static void checkRows(List<Map<String, String>> rows, String what, Object value) {
    switch (what) {
      case "status" -> assertThat(value).isEqualTo(200L);
      case "empty" -> assertThat(rows).isEmpty();
      case "jsonl_count" -> assertThat(rows).hasSize(((Long) value).intValue());
      case "jsonl" ->
          assertThat(rows.stream().map(IngestCasesTest::comparable).toList())
              .containsExactlyInAnyOrderElementsOf(
                  TestJson.list(value).stream().map(IngestCasesTest::comparable).toList());
      case "jsonl_subset" ->
          TestJson.list(value)
              .forEach(row ->
                  assertThat(rows)
                      .anyMatch(
                          stored -> stored.entrySet().containsAll(comparable(row).entrySet())));
      case "jsonl_all" ->
          TestJson.object(value)
              .forEach((field, pattern) ->
                  assertThat(rows)
                      .allMatch(row ->
                          row.getOrDefault(field, "")
                              .matches((String) TestJson.object(pattern).get("regex"))));
      case "regex" -> {
        String text = rows.toString();
        assertThat(rows.isEmpty() || Pattern.compile((String) value).matcher(text).find()).isTrue();
      }
      case "contains" -> {}
      default -> throw new AssertionError("an expectation that this test does not know: " + what);
    }
  }

  /// Without the fields that the recordings do not state.
  private static Map<String, String> comparable(Object row) {
    Map<String, String> fields = new TreeMap<>();
    TestJson.object(row).forEach((name, value) -> fields.put(name, value.toString()));
    fields.remove("_stream_id");
    fields.remove("flags");
    return fields;
  }
}
