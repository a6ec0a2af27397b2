package dev.vestige.cmd.nodes;

import dev.vestige.cmd.flags.ClusterFlags;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.UsageException;
import dev.vestige.http.client.EventLoops;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// `vestige cluster status [-flag=value ...]`: asks the storage nodes that a node with these flags
/// would have, and prints a line for each.
public final class ClusterCommand {
  private static final String STATUS = "status";
  private static final int GOOD = 0;
  private static final int BAD = 1;

  private final Flags flags;
  private final Consumer<String> out;

  ClusterCommand(Flags flags, Consumer<String> out) {
    this.flags = flags;
    this.out = out;
  }

  /// Does what the words say, and returns the exit code: 1 when a node is down, or takes no spans,
  /// or answers no questions.
  ///
  /// @throws UsageException when they cannot be understood
  public static int run(List<String> words, Map<String, String> environment, Consumer<String> out) {
    if (!words.contains(STATUS)) {
      throw new UsageException("expected vestige cluster status -storageNode=host:port,...");
    }
    List<String> given = words.stream().filter(word -> !word.equals(STATUS)).toList();
    Flags flags = Flags.parse(given, environment);
    if (flags.get(ClusterFlags.STORAGE_NODE).isEmpty()) {
      throw new UsageException(
          "expected the nodes to ask, as in vestige cluster status -storageNode=host:port,...");
    }
    return new ClusterCommand(flags, out).run();
  }

  int run() {
    List<NodeStatus> all = ask();
    out.accept(NodeStatus.HEAD);
    all.forEach(status -> out.accept(status.line()));
    long bad = all.stream().filter(status -> !status.isGood()).count();
    out.accept(all.size() + " nodes, " + bad + " of them bad\n");
    return bad == 0 && !all.isEmpty() ? GOOD : BAD;
  }

  private List<NodeStatus> ask() {
    try (EventLoops loops = new EventLoops();
        NodeClients clients = new NodeClients(flags, loops)) {
      return NodeStatus.askAll(clients.list(new NodeLists(flags).readFirst()));
    }
  }
}
