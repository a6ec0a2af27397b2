package dev.vestige.it.replay;

import dev.vestige.cmd.Server;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import dev.vestige.it.process.ProcessRun;
import dev.vestige.it.process.VestigeServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A server that cases are played against.
sealed interface Node extends AutoCloseable {
  int port();

  Path folder();

  @Override
  void close();

  /// A server of this process, for cases that look only at answers: many start in a second.
  record Inner(Server server, Path folder) implements Node {
    static Inner start(Path folder, Map<String, String> environment, List<String> flags) {
      List<String> words = new ArrayList<>(flags);
      words.add("-httpListenAddr=127.0.0.1:0");
      words.add("-storageDataPath=" + folder.resolve("data"));
      Server server =
          Server.start(
              Flags.parse(words, environment), new BuildInfo("1.2.3", "abc"), new LogCounts());
      return new Inner(server, folder);
    }

    @Override
    public int port() {
      return server.ports().getFirst();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /// The shipped executable, for cases about the process.
  record Shipped(VestigeServer server, Path folder) implements Node {
    static Shipped start(Path folder, Map<String, String> environment, List<String> flags) {
      return new Shipped(
          VestigeServer.start(folder, environment, flags.toArray(String[]::new)), folder);
    }

    ProcessRun process() {
      return server.process();
    }

    @Override
    public int port() {
      return server.uri("/").getPort();
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
