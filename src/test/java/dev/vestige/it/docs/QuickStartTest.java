package dev.vestige.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.it.process.Await;
import dev.vestige.it.process.ProcessRun;
import dev.vestige.it.process.Shipped;
import dev.vestige.it.process.VestigeServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does what the quick starts say, block by block, with other ports and folders. A block that
/// begins with `# needs` wants something that a build does not have, and is left out. Where there
/// is no curl, the blocks are only read.
class QuickStartTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:sh)?\\n(.*?)^```$");
  private static final Pattern PORT = Pattern.compile("(?<=127\\.0\\.0\\.1:)\\d+");

  @TempDir Path folder;

  private final Map<String, String> ports = new TreeMap<>();
  private final HttpClient client = HttpClient.newHttpClient();

  /// A `vestige` for the search path that leaves its number, so that it can be ended.
  @BeforeEach
  void installVestige() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("pids"));
    Path vestige = bin.resolve("vestige");
    Files.writeString(
        vestige,
        """
        #!/bin/sh
        : >%s/pids/$$
        exec %s "$@"
        """
            .formatted(folder, Shipped.executable()));
    Files.setPosixFilePermissions(vestige, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void endServers() throws IOException {
    client.close();
    try (var pids = Files.list(folder.resolve("pids"))) {
      pids.map(file -> Long.parseLong(file.getFileName().toString()))
          .flatMap(pid -> ProcessHandle.of(pid).stream())
          .forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
          });
    }
  }

  @Test
  void the_first_page_leads_to_spans_that_are_found() throws Exception {
    List<String> blocks = blocks(Files.readString(Shipped.root().resolve("docs/quick-start.md")));
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(5);
    if (!hasCurl()) {
      return;
    }
    String said = "";
    for (String block : blocks) {
      // An hour of spans would take long; one span a second shows the same.
      said += run(block.replace("-rate=100", "-rate=1"));
    }
    assertThat(said).contains("\"name\":\"say hello\"").contains("\"operationName\":\"say hello\"");
    assertThat(count("10428")).isGreaterThan(100);
  }

  @Test
  void the_minute_of_the_front_page_leads_to_spans_that_are_found() throws Exception {
    String page = Files.readString(Shipped.root().resolve("README.md"));
    List<String> blocks =
        blocks(page.substring(page.indexOf("## Start in"), page.indexOf("## A cluster")));
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(4).first().isEqualTo("make run\n");
    if (!hasCurl()) {
      return;
    }
    String said = "";
    for (String block : blocks) {
      // What make does behind the build that this test is a part of.
      String made = block.replace("make run", "target/vestige -storageDataPath=./vestige-data");
      said += run(made.replace("-rate=20", "-rate=1"));
    }
    assertThat(said).contains("\"name\":\"first span\"").containsPattern("(?m)^storefront +\\d+$");
  }

  private boolean hasCurl() {
    try (ProcessRun run = ProcessRun.start(folder, "sh", "-c", "command -v curl")) {
      return run.awaitExit() == 0;
    }
  }

  private static List<String> blocks(String text) {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (!matcher.group(1).startsWith("# needs ")) {
        blocks.add(matcher.group(1));
      }
    }
    return blocks;
  }

  /// Runs a block; a server in the foreground goes to the background, and each one is awaited.
  private String run(String block) throws IOException {
    String script =
        PORT.matcher(block)
            .replaceAll(port ->
                ports.computeIfAbsent(
                    port.group(), _ -> Integer.toString(VestigeServer.freePort())));
    script =
        script.replace("target/vestige vtgen ", "vestige vtgen -addrs=" + insertAddress() + " ");
    script =
        script.replace(
            "target/vestige query ", "vestige query -addr=http://127.0.0.1:" + port("10428") + " ");
    script = script.replaceAll("/tmp/vestige-first", folder + "/first");
    script =
        script.replaceAll(
            "(?m)^target/vestige (-.*)$",
            "vestige -httpListenAddr=127.0.0.1:" + port("10428") + " $1 &");
    Path home = Files.createDirectories(folder.resolve("home"));
    Map<String, String> environment =
        Map.of("PATH", folder + "/bin:" + System.getenv("PATH"), "JAVA_OPTS", "-Xmx160m");
    String command = "cd " + home + "\n" + script;
    try (ProcessRun run = ProcessRun.start(folder, environment, "sh", "-euc", command)) {
      assertThat(run.awaitExit()).as("%s\n%s", command, run.err()).isZero();
      if (script.contains("&\n") || script.endsWith("&")) {
        Matcher listening =
            Pattern.compile("-httpListenAddr=127\\.0\\.0\\.1:(\\d+)").matcher(script);
        while (listening.find()) {
          awaitHealthy(listening.group(1));
        }
      }
      return run.out();
    }
  }

  private String port(String documented) {
    return ports.computeIfAbsent(documented, _ -> Integer.toString(VestigeServer.freePort()));
  }

  private String insertAddress() {
    return "http://127.0.0.1:" + port("10428") + "/insert/opentelemetry/v1/traces";
  }

  private void awaitHealthy(String port) {
    Await.until(
        PATIENCE,
        () -> {
          try {
            return get("http://127.0.0.1:" + port + "/health").equals("OK");
          } catch (IOException e) {
            return false;
          }
        },
        "no answer at " + port);
  }

  private String get(String uri) throws IOException {
    try {
      return client
          .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
          .body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + uri, e);
    }
  }

  private int count(String documentedPort) throws IOException {
    String row =
        get(
            "http://127.0.0.1:"
                + port(documentedPort)
                + "/select/logsql/query?query=*%7Cstats%20count()%20n");
    return Integer.parseInt(row.replaceAll("\\D", ""));
  }
}
