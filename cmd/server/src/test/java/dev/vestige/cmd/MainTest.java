package dev.vestige.cmd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the main class in processes of its own, since it ends them.
class MainTest {
  @TempDir Path folder;

  private Process run(String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp"));
    command.add(System.getProperty("java.class.path", ""));
    command.add(Main.class.getName());
    command.addAll(List.of(flags));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(folder.resolve("stderr").toFile())
        .start();
  }

  private int exitCode(Process process) throws InterruptedException {
    boolean hasEnded = process.waitFor(60, TimeUnit.SECONDS);
    if (!hasEnded) {
      process.destroyForcibly();
    }
    assertThat(hasEnded).as("ended within a minute").isTrue();
    return process.exitValue();
  }

  private String stderr() throws IOException {
    return Files.readString(folder.resolve("stderr"));
  }

  @Test
  void a_wrong_flag_is_one_line_and_exit_code_2() throws Exception {
    assertThat(exitCode(run("-retentionPerod=1d"))).isEqualTo(2);
    assertThat(stderr().lines())
        .singleElement()
        .asString()
        .contains("flag provided but not defined: -retentionPerod", "-retentionPeriod", "-help");
  }

  @Test
  void help_goes_to_stdout() throws Exception {
    Process process = run("--help");
    String help = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(exitCode(process)).isZero();
    assertThat(help).contains("-httpListenAddr", "-storageNode");
    assertThat(stderr()).isEmpty();
  }

  @Test
  void a_machine_that_does_not_fit_is_one_line_and_exit_code_1() throws Exception {
    assertThat(exitCode(run("-dryRun", "-storageDataPath=/dev/null/x"))).isEqualTo(1);
    assertThat(stderr().lines()).singleElement().asString().contains("/dev/null");
  }

  @Test
  void a_signal_ends_the_server_gracefully_with_exit_code_0() throws Exception {
    Process process =
        run("-httpListenAddr=127.0.0.1:0", "-http.shutdownDelay=500ms", "-loggerOutput=stdout");
    try (BufferedReader log = process.inputReader(UTF_8);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest health = HttpRequest.newBuilder(healthAddress(log)).build();
      assertThat(client.send(health, HttpResponse.BodyHandlers.ofString()).body()).isEqualTo("OK");
      process.toHandle().destroy();
      assertThat(nextLine(log, "/health answers 503")).isNotEmpty();
      assertThat(client.send(health, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(503);
      assertThat(nextLine(log, "closed the HTTP server in")).isNotEmpty();
      assertThat(nextLine(log, "stopped in")).isNotEmpty();
      assertThat(exitCode(process)).isZero();
    }
  }

  private static URI healthAddress(BufferedReader log) throws IOException {
    String line = nextLine(log, "open http://");
    String url = line.substring(line.indexOf("http://"), line.indexOf(" ;"));
    return URI.create(url + "health");
  }

  private static String nextLine(BufferedReader log, String part) throws IOException {
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      if (line.contains(part)) {
        return line;
      }
    }
    throw new AssertionError("the log has no line with " + part);
  }
}
