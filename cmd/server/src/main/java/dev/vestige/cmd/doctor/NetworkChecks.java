package dev.vestige.cmd.doctor;

import dev.vestige.cmd.flags.ClusterFlags;
import dev.vestige.cmd.flags.Flag;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.InsertFlags;
import dev.vestige.cmd.flags.ListenFlags;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// The addresses to listen at, and those of the storage nodes.
final class NetworkChecks {
  private static final int PORT_DEFAULT = 10428;

  private final Flags flags;

  NetworkChecks(Flags flags) {
    this.flags = flags;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    listen(ListenFlags.HTTP_LISTEN_ADDR, findings);
    listen(InsertFlags.GRPC_LISTEN_ADDR, findings);
    flags.get(ClusterFlags.STORAGE_NODE).forEach(node -> findings.add(node(node.strip())));
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

  private static Finding node(String node) {
    int colon = node.lastIndexOf(':');
    boolean hasPort = colon > node.lastIndexOf(']');
    String host = (hasPort ? node.substring(0, colon) : node).replaceAll("^\\[|\\]$", "");
    String port = hasPort ? node.substring(colon + 1) : String.valueOf(PORT_DEFAULT);
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) >= 1 << 16) {
      return Finding.bad("node", node + " is not host:port", "correct -storageNode");
    }
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(host, Integer.parseInt(port)), Limits.CONNECT_MILLIS_MAX);
      return Finding.good("node", node + " answers");
    } catch (IOException e) {
      return Finding.bad(
          "node",
          node + " cannot be reached: " + e.getMessage(),
          "start it, or correct -storageNode, the name or the firewall");
    }
  }
}
