package dev.vestige.cmd.vtgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.cmd.Server;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.UsageException;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs the command against a server, and looks at what arrived.
class VtgenTest {
  private static final String OTLP = "/insert/opentelemetry/v1/traces";

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private Server server;

  @BeforeEach
  void start() {
    server =
        Server.start(
            Flags.parse(
                List.of("-httpListenAddr=127.0.0.1:0", "-storageDataPath=" + folder), Map.of()),
            new BuildInfo("1.2.3", "abc"),
            new LogCounts());
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.ports().getFirst() + path;
  }

  private int run(String path, String... flags) {
    return Vtgen.run(
        Stream.concat(Stream.of("-addrs=" + address(path), "-progress=0"), Stream.of(flags))
            .toList());
  }

  private List<String> rows(String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address("/select/logsql/query?query=*")));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client
        .send(request.build(), HttpResponse.BodyHandlers.ofString())
        .body()
        .lines()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "protobuf, none",
    "protobuf, zstd",
    "json, none",
    "json, gzip",
    "grpc, none",
    "grpc, gzip",
    "grpc, zstd"
  })
  void all_spans_arrive(String protocol, String compression) throws Exception {
    int exitCode =
        run(
            OTLP,
            "-protocol=" + protocol,
            "-compression=" + compression,
            "-spans=1000",
            "-rate=0",
            "-badClients=0",
            "-header=AccountID: 4");
    assertThat(exitCode).isZero();
    assertThat(rows("AccountID", "4").size()).isBetween(1000, 1000 + 2 * Limits.TRACE_SPANS_MAX);
    assertThat(rows()).isEmpty();
  }

  @Test
  void the_encodings_say_the_same() throws Exception {
    String[] flags = {"-spans=300", "-history=1h", "-live=false", "-rate=10", "-workers=1"};
    assertThat(run(OTLP, both(flags, "-protocol=json", "-header=AccountID: 1"))).isZero();
    assertThat(run(OTLP, both(flags, "-protocol=protobuf", "-header=AccountID: 2"))).isZero();
    Map<String, Long> fieldsOfJson = fieldCounts(rows("AccountID", "1"));
    Map<String, Long> fieldsOfProtobuf = fieldCounts(rows("AccountID", "2"));
    assertThat(fieldsOfJson).isEqualTo(fieldsOfProtobuf).hasSizeGreaterThan(30);
  }

  private static String[] both(String[] flags, String... more) {
    return Stream.concat(Stream.of(flags), Stream.of(more)).toArray(String[]::new);
  }

  private static Map<String, Long> fieldCounts(List<String> rows) {
    Map<String, Long> counts = new TreeMap<>();
    for (String row : rows) {
      for (String part : row.split(",\"", -1)) {
        counts.merge(part.replaceFirst("^\\{?\"?", "").split("\":\"", 2)[0], 1L, Long::sum);
      }
    }
    return counts;
  }

  @Test
  void history_is_spread_over_its_time() throws Exception {
    assertThat(run(OTLP, "-history=1h", "-rate=1", "-live=false", "-badClients=0")).isZero();
    List<String> times =
        rows().stream().map(row -> row.substring(10, 26)).distinct().sorted().toList();
    assertThat(times).as("minutes with spans").hasSizeGreaterThan(30);
  }

  @Test
  void what_is_refused_is_told_by_the_exit_code() {
    assertThat(run("/nowhere", "-spans=10", "-rate=0")).isEqualTo(1);
    assertThat(run("/nowhere", "-help")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "-addrs=ftp://x, -addrs",
    "-header=x, -header",
    "-history=1h -rate=0, -rate",
    "-protocol=x, -protocol",
    "-nosuch, -nosuch"
  })
  void what_cannot_be_meant_is_named(String words, String named) {
    assertThatThrownBy(() -> Vtgen.run(List.of(words.split(" "))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(named);
  }
}
