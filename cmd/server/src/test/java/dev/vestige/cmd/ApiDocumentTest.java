package dev.vestige.cmd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vestige.cmd.api.ApiDocument;
import dev.vestige.cmd.api.ApiOperation;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds `docs/api/openapi.json` against a running server: its routes, what they answer to the
/// examples, and which arguments they ask for.
class ApiDocumentTest {
  private static final String UNKNOWN = "not_an_argument";
  private static final String UNUSED = "Vestige-Unused-Arguments";

  /// How many names the server tells.
  private static final int TOLD_MAX = 10;

  /// What may be asked again and again.
  private static final Set<String> REPEATABLE = Set.of("insert", "logsql", "jaeger", "traces");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> wrong = new ArrayList<>();
  private ApiDocument document;
  private Server server;
  private String address;

  @BeforeEach
  void start() throws IOException {
    document = ApiDocument.read();
    Flags flags =
        Flags.parse(
            List.of(
                "-httpListenAddr=127.0.0.1:0",
                "-storageDataPath=" + folder.resolve("data"),
                "-retentionPeriod=100y",
                "-delete.enable",
                "-internaldelete.enable"),
            Map.of());
    server = Server.start(flags, new BuildInfo("1", "a"), new LogCounts());
    address = "http://127.0.0.1:" + server.ports().getFirst();
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void every_route_is_described_and_everything_described_is_a_route() {
    assertThat(document.routes()).isEqualTo(new TreeSet<>(server.routes()));
  }

  @Test
  void every_example_is_answered_as_described() throws Exception {
    for (ApiOperation operation : document.operations()) {
      Map<String, String> arguments = new LinkedHashMap<>(operation.exampleArguments());
      if (!operation.arguments().isEmpty()) {
        arguments.put(UNKNOWN, "1");
      }
      checkExample(operation, arguments);
    }
    assertThat(wrong).isEmpty();
  }

  private void checkExample(ApiOperation operation, Map<String, String> arguments)
      throws Exception {
    HttpResponse<InputStream> answer = ask(operation, arguments);
    String body;
    try (InputStream in = answer.body()) {
      body = operation.isEndless() ? "" : new String(in.readAllBytes(), UTF_8);
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    if (answer.statusCode() != operation.status() || !type.equals(operation.contentType())) {
      wrong.add(operation + " was answered with " + answer.statusCode() + " " + type + " " + body);
      return;
    }
    if (!operation.schema().isMissingNode()) {
      String mismatch = document.mismatch(JSON.readTree(body), operation.schema(), "the answer");
      if (!mismatch.isEmpty()) {
        wrong.add(operation + ": " + mismatch);
      }
    }
    if (answer.statusCode() < 400) {
      expectUnused(operation, answer, operation.arguments().isEmpty() ? Set.of() : Set.of(UNKNOWN));
    }
  }

  @Test
  void endpoints_ask_for_the_arguments_that_are_described_and_for_no_others() throws Exception {
    Set<String> all = new TreeSet<>();
    for (ApiOperation operation : document.operations()) {
      operation.arguments().forEach(argument -> all.add(argument.name()));
    }
    Set<JsonNode> checked = Collections.newSetFromMap(new IdentityHashMap<>());
    for (ApiOperation operation : document.operations()) {
      boolean isRepeatable = REPEATABLE.contains(operation.node().path("tags").path(0).asText());
      if (isRepeatable
          && operation.status() < 400
          && !operation.arguments().isEmpty()
          && checked.add(operation.node())) {
        checkDescribed(operation);
        checkOthers(operation, all);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /// Each argument by itself, since some count only where others are missing.
  private void checkDescribed(ApiOperation operation) throws Exception {
    for (ApiOperation.Parameter argument : operation.arguments()) {
      Map<String, String> required = operation.requiredArguments();
      Map<String, String> arguments = new LinkedHashMap<>(required);
      arguments.remove(argument.insteadOf());
      arguments.putIfAbsent(argument.name(), argument.example());
      expectUnused(operation, arguments, Set.of());
      for (String alias : argument.aliases()) {
        Map<String, String> renamed = new LinkedHashMap<>(required);
        renamed.remove(argument.name());
        renamed.put(alias, argument.example());
        expectUnused(operation, renamed, Set.of());
      }
    }
  }

  private void checkOthers(ApiOperation operation, Set<String> all) throws Exception {
    List<String> others = new ArrayList<>(all);
    operation
        .arguments()
        .forEach(argument -> {
          others.remove(argument.name());
          others.removeAll(argument.aliases());
        });
    for (int from = 0; from < others.size(); from += TOLD_MAX) {
      List<String> some = others.subList(from, Math.min(others.size(), from + TOLD_MAX));
      Map<String, String> arguments = new LinkedHashMap<>(operation.requiredArguments());
      some.forEach(name -> arguments.put(name, ""));
      expectUnused(operation, arguments, new TreeSet<>(some));
    }
  }

  private void expectUnused(
      ApiOperation operation, Map<String, String> arguments, Set<String> expected)
      throws Exception {
    HttpResponse<InputStream> answer = ask(operation, arguments);
    answer.body().close();
    if (answer.statusCode() >= 400) {
      wrong.add(operation + " with " + arguments + " was answered with " + answer.statusCode());
    } else {
      expectUnused(operation, answer, expected);
    }
  }

  private void expectUnused(
      ApiOperation operation, HttpResponse<InputStream> answer, Set<String> expected) {
    String told = answer.headers().firstValue(UNUSED).orElse("");
    Set<String> unused = told.isEmpty() ? Set.of() : new TreeSet<>(List.of(told.split(", ")));
    if (!unused.equals(expected)) {
      wrong.add(
          "%s left %s unused, expected %s; asked %s"
              .formatted(operation, unused, expected, answer.uri()));
    }
  }

  private HttpResponse<InputStream> ask(ApiOperation operation, Map<String, String> arguments)
      throws Exception {
    HttpRequest request = operation.request(address, arguments);
    return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
  }
}
