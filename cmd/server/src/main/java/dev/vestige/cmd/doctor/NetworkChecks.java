package dev.vestige.cmd.doctor;

import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.ClusterFlags;
import dev.vestige.cmd.flags.Flag;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.InsertFlags;
import dev.vestige.cmd.flags.ListenFlags;
import dev.vestige.cmd.nodes.NodeAddress;
import dev.vestige.cmd.nodes.NodeLists;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// The addresses to listen at, and those of the storage nodes.
final class NetworkChecks {
  private final Flags flags;

  NetworkChecks(Flags flags) {
    this.flags = flags;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    listen(ListenFlags.HTTP_LISTEN_ADDR, findings);
    listen(InsertFlags.GRPC_LISTEN_ADDR, findings);
    if (!flags.get(ClusterFlags.STORAGE_NODE).isEmpty()) {
      nodes(findings);
    }
    return findings;
  }

  private void listen(Flag<List<InetSocketAddress>> flag, List<Finding> findings) {
    for (InetSocketAddress address : flags.get(flag)) {
      findings.add(listen(flag, address));
    }
  }

  private static Finding listen(Flag<?> flag, InetSocketAddress address) {
    String text = address.getHostString() + ":" + address.getPort();
    InetSocketAddress resolved =
        address.getHostString().isEmpty()
            ? new InetSocketAddress(address.getPort())
            : new InetSocketAddress(address.getHostString(), address.getPort());
    try (ServerSocket socket = new ServerSocket()) {
      // As the server does: connections of one that just ended do not stand in the way.
      socket.setReuseAddress(true);
      socket.bind(resolved);
      return Finding.good("port", text + " is free (" + flag + ")");
    } catch (IOException e) {
      return Finding.bad(
          "port",
          "cannot listen at " + text + ": " + e.getMessage(),
          "`ss -ltp` tells who has it, perhaps a server that runs already; or change " + flag);
    }
  }

  private void nodes(List<Finding> findings) {
    try {
      List<NodeAddress> nodes = new NodeLists(flags).readFirst();
      if (nodes.isEmpty()) {
        findings.add(
            Finding.bad("node", "no storage node is known", "DNS has no records yet; see the log"));
      }
      nodes.forEach(node -> findings.add(node(node)));
    } catch (VestigeException e) {
      findings.add(Finding.bad("node", String.valueOf(e.getMessage()), "correct -storageNode"));
    }
  }

  private static Finding node(NodeAddress node) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(node.host(), node.port()), Limits.CONNECT_MILLIS_MAX);
      return Finding.good("node", node.text() + " answers");
    } catch (IOException e) {
      return Finding.bad(
          "node",
          node.text() + " cannot be reached: " + e.getMessage(),
          "start it, or correct -storageNode, the name or the firewall");
    }
  }
}
