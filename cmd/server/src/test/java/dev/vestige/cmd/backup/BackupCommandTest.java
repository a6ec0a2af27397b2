package dev.vestige.cmd.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.VestigeException;
import dev.vestige.cmd.Server;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.UsageException;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands against nodes in this process; what they copy is the business of the engine's test.
class BackupCommandTest {
  @TempDir Path folder;

  private final List<Server> servers = new ArrayList<>();

  private String start(String name, String... flags) {
    List<String> words = new ArrayList<>(List.of(flags));
    words.add("-httpListenAddr=127.0.0.1:0");
    words.add("-storageDataPath=" + folder.resolve(name));
    Server server =
        Server.start(Flags.parse(words, Map.of()), new BuildInfo("1.2.3", "abc"), new LogCounts());
    servers.add(server);
    return "http://127.0.0.1:" + server.ports().getFirst();
  }

  @AfterEach
  void stop() {
    servers.forEach(Server::close);
  }

  private List<String> snapshots(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name).resolve("snapshots"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_running_node_is_backed_up_and_restored() throws IOException {
    String address = start("data", "-partitionManageAuthKey=key");
    String target = "-dst=" + folder.resolve("backups");
    assertThat(BackupCommand.run(List.of("-src=" + address, target, "-authKey=key"))).isZero();
    assertThat(snapshots("data")).isEmpty();
    assertThat(BackupCommand.run(List.of(target, "-list"))).isZero();
    assertThat(BackupCommand.run(List.of(target, "-check"))).isZero();
    assertThat(
            RestoreCommand.run(
                List.of("-src=" + folder.resolve("backups"), "-dst=" + folder.resolve("restored"))))
        .isZero();
    assertThat(folder.resolve("restored/manifest")).exists();
    assertThatThrownBy(() -> BackupCommand.run(List.of("-src=" + address, target)))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("401");
  }

  @Test
  void snapshots_are_made_on_all_nodes_or_on_none() throws IOException {
    String first = start("first");
    String second = start("second");
    assertThat(SnapshotCommand.run(List.of("-addr=" + first + "," + second))).isZero();
    assertThat(snapshots("first")).hasSize(1);
    assertThat(snapshots("second")).hasSize(1);
    String nobody = "http://127.0.0.1:1";
    assertThat(SnapshotCommand.run(List.of("-addr=" + first + "," + nobody))).isEqualTo(1);
    assertThat(snapshots("first")).hasSize(1);
    assertThat(SnapshotCommand.run(List.of("-addr=" + first, "-list"))).isZero();
    assertThat(SnapshotCommand.run(List.of("-addr=" + first, "-deleteOlderThan=1d"))).isZero();
    assertThat(snapshots("first")).hasSize(1);
  }

  @Test
  void what_is_missing_is_told() {
    assertThatThrownBy(() -> BackupCommand.run(List.of("-src=x")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("-dst is missing");
    assertThatThrownBy(() -> RestoreCommand.run(List.of("-dst=x")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("-src is missing");
    assertThatThrownBy(() -> SnapshotCommand.run(List.of("-addr=localhost:10428")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected an address such as http://host:8428/path");
    assertThat(BackupCommand.run(List.of("-help"))).isZero();
    assertThat(RestoreCommand.run(List.of("-help"))).isZero();
    assertThat(SnapshotCommand.run(List.of("-help"))).isZero();
  }
}
