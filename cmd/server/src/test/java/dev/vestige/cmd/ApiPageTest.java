package dev.vestige.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the commands of the pages in `docs/api` as curl would, one after another.
class ApiPageTest {
  private static final Pattern COMMAND = Pattern.compile("(?m)^curl (?:[^'\n]|'[^']*')+");
  private static final Pattern WORD = Pattern.compile("(?:[^'\\s]|'[^']*')+");
  private static final String NODE = "localhost:10428";

  @TempDir Path folder;

  @Test
  void every_command_of_the_pages_works() throws Exception {
    Path pages = Path.of(Objects.requireNonNull(System.getProperty("vestige.root")), "docs/api");
    List<String> commands = new ArrayList<>();
    for (String page : List.of("README.md", "traces.md")) {
      String text =
          Files.readString(pages.resolve(page))
              .replace("\\\n", "")
              .replace("$now", Long.toString(Instant.now().getEpochSecond()));
      COMMAND.matcher(text).results().map(MatchResult::group).forEach(commands::add);
    }
    assertThat(commands).hasSizeGreaterThan(20);
    try (TestNode node = TestNode.start(folder)) {
      for (String command : commands) {
        HttpResponse<String> answer = run(node, command);
        assertThat(answer.statusCode()).as(command + "\n" + answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Vestige-Unused-Arguments")).as(command).isEmpty();
        boolean isNothing = answer.body().replaceAll("\\s", "").matches("|\\{}|\\[]|.*:\\[]}");
        boolean isOrder = command.contains("-X POST") || command.contains("/insert/");
        assertThat(isNothing).as(command + "\n" + answer.body()).isEqualTo(isOrder);
      }
    }
  }

  private static HttpResponse<String> run(TestNode node, String command) throws Exception {
    List<String> words = new ArrayList<>();
    for (MatchResult word : WORD.matcher(command).results().skip(1).toList()) {
      words.add(word.group().replace("'", ""));
    }
    List<String> data = new ArrayList<>();
    String method = "";
    String header = "Content-Type: application/x-www-form-urlencoded";
    String target = "";
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-d" -> data.add(words.get(++i));
        case "-X" -> method = words.get(++i);
        case "-H" -> header = words.get(++i);
        default -> target = words.get(i);
      }
    }
    assertThat(target).startsWith(NODE);
    String defaultMethod = data.isEmpty() ? "GET" : "POST";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.uri(target.substring(NODE.length())))
            .method(
                method.isEmpty() ? defaultMethod : method,
                HttpRequest.BodyPublishers.ofString(String.join("&", data)));
    String[] pair = header.split(": ", 2);
    return data.isEmpty() ? node.ask(request) : node.ask(request, pair);
  }
}
