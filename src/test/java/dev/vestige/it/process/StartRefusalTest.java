package dev.vestige.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What keeps the shipped executable from starting is said in one line, with an exit code, and
/// leaves nothing behind.
class StartRefusalTest {
  @TempDir Path folder;

  private void assertRefused(int exitCode, String named, String... flags) {
    List<String> command = new ArrayList<>();
    command.add(Shipped.executable().toString());
    command.addAll(List.of(flags));
    if (command.stream().noneMatch(word -> word.startsWith("-httpListenAddr="))) {
      command.add("-httpListenAddr=127.0.0.1:0");
    }
    if (command.stream().noneMatch(word -> word.startsWith("-storageDataPath="))) {
      command.add("-storageDataPath=" + folder.resolve("data"));
    }
    command.add("-loggerLevel=ERROR");
    try (ProcessRun run = ProcessRun.start(folder, command.toArray(String[]::new))) {
      assertThat(run.awaitExit()).as(run.err()).isEqualTo(exitCode);
      assertThat(run.errLines()).singleElement().asString().startsWith("vestige: ").contains(named);
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void a_wrong_command_line_is_exit_code_2() {
    assertRefused(2, "-nosuch", "-nosuch");
    assertRefused(2, "-retentionPeriod", "-retentionPeriod=soon");
    assertRefused(2, "-tlsCertFile", "-tls");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void a_machine_that_does_not_fit_is_exit_code_1() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertRefused(1, file.toString(), "-storageDataPath=" + file);
    assertRefused(
        1, "/no/cert.pem", "-tls", "-tlsCertFile=/no/cert.pem", "-tlsKeyFile=/no/key.pem");
    assertRefused(1, "no.such.host.invalid", "-httpListenAddr=no.such.host.invalid:1");
    assertThat(folder.resolve("data")).doesNotExist();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String busy = "127.0.0.1:" + taken.getLocalPort();
      assertRefused(1, busy, "-httpListenAddr=" + busy);
      assertRefused(1, busy, "-otlpGRPCListenAddr=" + busy, "-otlpGRPC.tls=false");
    }
  }

  @Test
  void a_dry_run_says_whether_a_start_would_do_and_changes_nothing() {
    String data = "-storageDataPath=" + folder.resolve("data");
    try (ProcessRun run =
        ProcessRun.start(folder, Shipped.executable().toString(), "-dryRun", data)) {
      assertThat(run.awaitExit()).isZero();
      assertThat(run.out()).isEqualTo("the configuration is good\n");
      assertThat(run.err()).isEmpty();
    }
    assertRefused(1, "/no/such/key", "-dryRun", "-metricsAuthKey=file:///no/such/key");
    assertThat(folder.resolve("data")).doesNotExist();
  }
}
