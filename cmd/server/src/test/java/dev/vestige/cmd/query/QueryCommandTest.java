package dev.vestige.cmd.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.VestigeException;
import dev.vestige.cmd.Server;
import dev.vestige.cmd.flags.Command;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.UsageException;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryCommandTest {
  @TempDir Path folder;

  private final StringBuilder printed = new StringBuilder();

  private Server start() {
    return Server.start(
        Flags.parse(List.of("-httpListenAddr=127.0.0.1:0", "-storageDataPath=" + folder), Map.of()),
        new BuildInfo("1.2.3", "abc"),
        new LogCounts());
  }

  private static String address(Server server) {
    return "http://127.0.0.1:" + server.ports().getFirst();
  }

  private static void send(Server server, int tenant, String name)
      throws IOException, InterruptedException {
    long now = System.currentTimeMillis() * 1_000_000;
    String spans =
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",
        "spanId":"eee19b7ec3c1b174","name":"%s","startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}
        """
            .formatted(name, now - 5, now);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address(server) + "/insert/opentelemetry/v1/traces"))
              .header("Content-Type", "application/json")
              .header("AccountID", Integer.toString(tenant))
              .POST(HttpRequest.BodyPublishers.ofString(spans, UTF_8))
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  private int ask(Server server, String query, String... flags) {
    List<String> words = new ArrayList<>(List.of(flags));
    words.add("-addr=" + address(server) + "/");
    printed.setLength(0);
    return new QueryCommand(Flags.parse(Command.QUERY, words), printed::append).run(query);
  }

  @Test
  void prints_the_rows_of_a_server_in_each_format() throws Exception {
    try (Server server = start()) {
      send(server, 0, "say hello");
      send(server, 12, "other");
      String query = "* | fields name, duration";
      assertThat(ask(server, query)).isZero();
      assertThat(printed.toString().lines()).hasSize(2).last().asString().contains("say hello");
      ask(server, query, "-format=json");
      assertThat(printed).hasToString("{\"duration\":\"5\",\"name\":\"say hello\"}\n");
      ask(server, query, "-format=logfmt", "-header=AccountID: 12", "-start=-1h", "-limit=0");
      assertThat(printed).hasToString("duration=5 name=other\n");
    }
  }

  private int type(Server server, boolean isTyped, String... lines) {
    List<String> words =
        List.of("-addr=" + address(server), "-history=" + folder.resolve("history"));
    printed.setLength(0);
    BufferedReader in = new BufferedReader(new StringReader(String.join("\n", lines) + "\n"));
    return new QueryCommand(Flags.parse(Command.QUERY, words), printed::append)
        .shell(_ -> new PlainLines(in, printed::append), isTyped);
  }

  @Test
  void the_shell_asks_one_query_after_another() throws Exception {
    try (Server server = start()) {
      send(server, 0, "say hello");
      assertThat(type(server, false, ".format json", "* | fields name", ".quit", "*")).isZero();
      assertThat(printed).hasToString("{\"name\":\"say hello\"}\n");
      assertThat(type(server, false, "* | sort by (", "* | stats count() n")).isEqualTo(1);
      assertThat(printed).contains("^").contains("n\n1\n");
      type(
          server, false, ".fields", ".values name", ".range -1h", ".limit 5", ".nonsense", ".help");
      assertThat(printed.toString().lines().map(String::strip))
          .contains("1  trace_id", "1  say hello", "unknown: .nonsense; .help tells what there is");
      type(server, false, ".limit x", ".format xml");
      assertThat(printed).contains("expected a number").contains("expected table, json or logfmt");
    }
  }

  @Test
  void the_shell_remembers_and_pages_what_is_typed() throws Exception {
    try (Server server = start()) {
      send(server, 0, "say hello");
      String other = "name:none";
      type(server, true, "* | fields name", other);
      assertThat(type(server, true, ".page 1", ".format logfmt", "!* | fields name", ".history"))
          .isZero();
      assertThat(printed).contains("vestige> name=\"say hello\"\n").contains("2  " + other);
      type(server, true, ".page 1", "* | stats count() n", "q", "!!", "");
      assertThat(printed).contains("-- Enter for more, q to stop -- vestige> n\n");
    }
  }

  private String completed(Server server, String typed) {
    QuerySettings settings =
        QuerySettings.of(Flags.parse(Command.QUERY, List.of("-addr=" + address(server))));
    try (QueryNode node =
        QueryNode.of(Flags.parse(Command.QUERY, List.of("-addr=" + address(server))))) {
      Suggestions found = new QueryCompletion(node).suggestions(typed, settings);
      return typed.substring(0, found.from()) + String.join(",", found.texts()) + found.ending();
    }
  }

  @Test
  void tab_knows_what_the_server_has() throws Exception {
    try (Server server = start()) {
      send(server, 0, "say hello");
      send(server, 0, "say \\\"no\\\"");
      assertThat(completed(server, "dur")).isEqualTo("duration");
      assertThat(completed(server, "name:s"))
          .startsWith("name:")
          .contains("\"say hello\"", "\"say \\\"no\\\"\"")
          .endsWith(" ");
      assertThat(completed(server, "name:=\"say h")).isEqualTo("name:=\"say hello\" ");
      assertThat(completed(server, "{na")).isEqualTo("{name=\"");
      assertThat(completed(server, "{name=\"say h")).isEqualTo("{name=\"say hello\" ");
      assertThat(completed(server, "* | uni")).isEqualTo("* | union,uniq ");
      assertThat(completed(server, "* | stats by (name) count_")).contains("count_uniq,");
      assertThat(completed(server, "* | stats by (dur")).isEqualTo("* | stats by (duration");
      assertThat(completed(server, ".va")).isEqualTo(".values ");
      assertThat(completed(server, ".values dur")).isEqualTo(".values duration ");
      assertThat(completed(server, ".tail * | lim")).isEqualTo(".tail * | limit ");
      assertThat(completed(server, ".format l")).isEqualTo(".format logfmt");
      assertThat(completed(server, ".range -1")).isEmpty();
    }
  }

  @Test
  void a_tail_ends_with_the_next_line() {
    try (Server server = start()) {
      assertThat(type(server, false, ".tail *", "", ".tail * | stats count() n", "")).isEqualTo(1);
      assertThat(printed).contains("live tailing");
    }
  }

  @Test
  void a_wrong_query_ends_with_exit_code_one_and_prints_no_rows() {
    try (Server server = start()) {
      assertThat(ask(server, "* | sort by (")).isEqualTo(1);
      assertThat(printed).isEmpty();
    }
  }

  @Test
  void a_server_that_is_not_there_is_named() {
    QueryCommand command =
        new QueryCommand(
            Flags.parse(Command.QUERY, List.of("-addr=http://127.0.0.1:1")), printed::append);
    assertThatThrownBy(() -> command.run("*"))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("http://127.0.0.1:1/select/logsql/query");
  }

  @Test
  void wrong_words_are_explained() {
    assertThatThrownBy(() -> QueryCommand.run(List.of("-tail")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected a query behind -tail");
    assertThatThrownBy(() -> QueryCommand.run(List.of("-addr=nowhere", "*")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("-addr");
    assertThatThrownBy(() -> QueryCommand.run(List.of("-format=xml", "*")))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> QueryCommand.run(List.of("-header=nothing", "*")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("name: value");
  }
}
