package dev.vestige.cmd.backup;

import dev.vestige.base.Threads;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.Console;
import dev.vestige.cmd.flags.BackupFlags;
import dev.vestige.cmd.flags.Command;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.GeneralFlags;
import dev.vestige.cmd.flags.HelpText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// `vestige snapshot -addr=…,…`: snapshots of all storage nodes at about the same moment. When one
/// node cannot, those of the others are deleted again, so that nobody takes them for the cluster.
public final class SnapshotCommand {
  private static final int GOOD = 0;
  private static final int FAILED = 1;

  private final List<NodeSnapshots> nodes;

  private SnapshotCommand(List<NodeSnapshots> nodes) {
    this.nodes = nodes;
  }

  /// Does what the words say, and returns the exit code.
  public static int run(List<String> words) {
    Flags flags = Flags.parse(Command.SNAPSHOT, words);
    if (flags.get(GeneralFlags.HELP)) {
      Console.print(HelpText.render(Command.SNAPSHOT));
      return GOOD;
    }
    List<NodeSnapshots> nodes =
        flags.get(BackupFlags.ADDR).stream()
            .map(address -> NodeSnapshots.at(BackupFlags.ADDR, address, flags))
            .toList();
    try {
      return new SnapshotCommand(nodes).run(flags);
    } finally {
      nodes.forEach(NodeSnapshots::close);
    }
  }

  private int run(Flags flags) {
    Duration age = flags.get(BackupFlags.DELETE_OLDER_THAN);
    if (flags.get(BackupFlags.LIST_SNAPSHOTS)) {
      nodes.forEach(node -> node.list().forEach(path -> print(node, path)));
    } else if (age.isPositive()) {
      nodes.forEach(node -> node.deleteOlderThan(age).forEach(path -> print(node, path)));
    } else {
      return create();
    }
    return GOOD;
  }

  private int create() {
    Map<NodeSnapshots, String> made = new ConcurrentHashMap<>();
    Map<NodeSnapshots, VestigeException> failures = new ConcurrentHashMap<>();
    List<Thread> threads = new ArrayList<>();
    for (NodeSnapshots node : nodes) {
      threads.add(
          Threads.start(
              "snapshot-" + threads.size(),
              () -> {
                try {
                  made.put(node, node.create());
                } catch (VestigeException e) {
                  failures.put(node, e);
                }
              }));
    }
    threads.forEach(Threads::join);
    if (failures.isEmpty()) {
      nodes.forEach(node -> print(node, String.valueOf(made.get(node))));
      return GOOD;
    }
    for (NodeSnapshots node : nodes) {
      VestigeException failure = failures.get(node);
      String path = made.get(node);
      if (failure != null) {
        Console.complain(failure.getMessage());
      } else if (path != null) {
        takeBack(node, path);
      }
    }
    return FAILED;
  }

  private static void takeBack(NodeSnapshots node, String path) {
    try {
      node.delete(path);
    } catch (VestigeException e) {
      Console.complain("the snapshot " + path + " stays: " + e.getMessage());
    }
  }

  private static void print(NodeSnapshots node, String path) {
    Console.print(node.address() + " " + path + "\n");
  }
}
