package dev.vestige.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.it.process.Await;
import dev.vestige.it.process.ProcessRun;
import dev.vestige.it.process.Shipped;
import dev.vestige.it.process.VestigeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The clusters that the documentation starts, by copy and paste; but for their ports, which may be
/// taken here.
final class ClusterQuickStartTest {
  private static final Pattern PORT = Pattern.compile("\\b104\\d\\d\\b");
  private static final Pattern COUNT = Pattern.compile("(?m)^(\\d+)$");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"README.md,A cluster", "docs/operate/cluster.md,Quick start"})
  void the_shell_block_counts_what_it_sent(String document, String section) throws IOException {
    Path programs = Files.createDirectories(folder.resolve("target"));
    Files.createSymbolicLink(programs.resolve("vestige"), Shipped.executable());
    String block =
        withFreePorts(block(Files.readString(Shipped.root().resolve(document)), section));
    Path script = folder.resolve("quick-start.sh");
    // The nodes end with the shell.
    Files.writeString(script, "trap 'kill $(jobs -p)' EXIT\nset -e\n" + block);
    Map<String, String> environment =
        Map.of("PATH", programs + ":" + System.getenv("PATH"), "JAVA_OPTS", "-Xmx192m");
    try (ProcessRun run =
        ProcessRun.start(
            folder, environment, "/bin/bash", "-c", "cd '" + folder + "' && . ./quick-start.sh")) {
      Await.until(PATIENCE, () -> !run.isAlive(), "the shell does not end: " + run.err());
      assertThat(run.awaitExit()).as(run.out() + run.err()).isZero();
      Matcher count = COUNT.matcher(run.out());
      assertThat(count.find()).as(run.out()).isTrue();
      assertThat(Integer.parseInt(count.group(1))).isGreaterThanOrEqualTo(2_000);
    }
  }

  /// The first code of a section.
  private static String block(String document, String section) {
    int heading = document.indexOf("\n## " + section + "\n");
    assertThat(heading).as("the section " + section).isNotNegative();
    int begin = document.indexOf("```sh\n", heading) + "```sh\n".length();
    return document.substring(begin, document.indexOf("\n```", begin)) + "\n";
  }

  private static String withFreePorts(String block) {
    Map<String, String> ports = new HashMap<>();
    return PORT.matcher(block)
        .replaceAll((MatchResult port) ->
            ports.computeIfAbsent(port.group(), _ -> Integer.toString(VestigeServer.freePort())));
  }
}
