import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Runs a packed server once, so that the Java runtime beside it leaves a cache: of the classes a
/// start needs, already loaded and linked, and of what the run taught the compiler about ingestion
/// and queries, so that those of a fresh server are compiled sooner and for good. Half of the spans
/// and queries come through a second node, as they do in a cluster, where each node has less to do
/// and learns more slowly. The environment of the run is empty, as on a machine without Java.
///
/// Run by dist.sh: `java TrainCache.java EXECUTABLE CACHE`
public final class TrainCache {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ROUNDS = 30;
  private static final String INSERT = "/insert/opentelemetry/v1/traces";
  private static final String QUERY = "/select/logsql/query?query=";
  private static final String SEARCH = "/select/jaeger/api/traces?limit=20&service=";

  private static final List<String> PAGES =
      List.of(
          "/",
          "/metrics",
          "/flags",
          "/select/logsql/facets?query=*",
          "/select/logsql/hits?query=*&step=5m",
          "/select/logsql/field_names?query=*",
          "/select/logsql/field_values?query=*&field=kind",
          "/select/logsql/stats_query?query=*%7Ccount()",
          "/select/jaeger/api/services",
          "/select/traces/api/red",
          "/select/traces/api/graph",
          SEARCH + "frontend",
          SEARCH + "cart&tags=%7B%22error%22:%22true%22%7D",
          SEARCH + "frontend&minDuration=100ms");

  private static final List<String> QUERIES =
      List.of(
          "* | count()",
          "status_code:=2 | count()",
          "{resource_attr:service.name=cart} | count()",
          "nosuchword | count()",
          "checkout | count()",
          "\"out of stock\" | count()",
          "name:~\"ch.ck\" | count()",
          "duration:>100ms | count()",
          "\"span_attr:enduser.id\":=\"nobody\" | fields trace_id",
          "* | stats by (\"resource_attr:service.name\") count() n, quantile(0.9, duration) p90",
          "* | stats by (name, kind) count() n, max(duration) m | sort by (n desc) | limit 10",
          "* | stats by (_time:1m) count() n",
          "* | stats count_uniq(trace_id)",
          "* | top 10 by (\"span_attr:url.path\")",
          "* | sort by (duration desc) | limit 10",
          "* | sort by (_time desc) | limit 50",
          "kind:=2 | fields _time, trace_id, name, duration | limit 5000",
          "* | limit 300");

  private TrainCache() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path executable = Path.of(args[0]);
    Path cache = Path.of(args[1]);
    Path data = Files.createTempDirectory("vestige-train-");
    String address = "127.0.0.1:" + freePort();
    var server =
        start(
            data.resolve("log"),
            Map.of("JAVA_OPTS", "-XX:AOTCacheOutput=" + cache + " -Xlog:aot*=off"),
            executable.toString(),
            "-httpListenAddr=" + address,
            "-storageDataPath=" + data.resolve("data"));
    try {
      train(executable, server, data, address);
      server.destroy();
      if (!server.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || !Files.exists(cache)) {
        throw new IOException("no cache was written");
      }
    } catch (IOException e) {
      System.err.println(Files.readString(data.resolve("log")));
      throw e;
    } finally {
      server.destroyForcibly();
    }
  }

  private static Process start(Path log, Map<String, String> environment, String... command)
      throws IOException {
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static void train(Path executable, Process server, Path data, String address)
      throws IOException, InterruptedException {
    var direct = URI.create("http://" + address);
    String front = "127.0.0.1:" + freePort();
    try (var client = HttpClient.newHttpClient()) {
      awaitHealth(client, server, direct);
      fill(executable, data, direct);
      ask(client, direct);
      var node =
          start(
              data.resolve("log-of-front"),
              Map.of(),
              executable.toString(),
              "-httpListenAddr=" + front,
              "-storageNode=" + address);
      try {
        awaitHealth(client, node, URI.create("http://" + front));
        fill(executable, data, URI.create("http://" + front));
        ask(client, URI.create("http://" + front));
      } finally {
        node.destroyForcibly();
      }
    }
  }

  private static void awaitHealth(HttpClient client, Process server, URI address)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!answers(client, address.resolve("/health"))) {
      if (!server.isAlive() || System.nanoTime() > end) {
        throw new IOException("a server did not become healthy");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static void ask(HttpClient client, URI address) throws IOException, InterruptedException {
    for (String page : pages()) {
      for (int round = 0; round < ROUNDS; round++) {
        if (!answers(client, address.resolve(page))) {
          throw new IOException("no answer to " + page);
        }
      }
    }
  }

  private static void fill(Path executable, Path data, URI server)
      throws IOException, InterruptedException {
    var generator =
        start(
            data.resolve("log-of-vtgen"),
            Map.of(),
            executable.toString(),
            "vtgen",
            "-addrs=" + server.resolve(INSERT),
            "-history=1h",
            "-rate=60",
            "-live=false",
            "-badClients=0",
            "-progress=0");
    if (generator.waitFor() != 0) {
      throw new IOException("vtgen lost requests");
    }
  }

  private static List<String> pages() {
    var queries =
        QUERIES.stream().map(query -> QUERY + URLEncoder.encode(query, StandardCharsets.UTF_8));
    return Stream.concat(PAGES.stream(), queries).toList();
  }

  private static boolean answers(HttpClient client, URI page) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(page).timeout(LIMIT).build();
      return client.send(request, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
