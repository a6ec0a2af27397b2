package dev.vestige.cmd.nodes;

import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.ClusterFlags;
import dev.vestige.http.client.ListedNode.Writes;

/// Where a storage node is and what is to be done with it.
///
/// @param position of the flag's item that it comes from, by which other flags go
public record NodeAddress(String host, int port, int position, Writes writes) {
  private static final int PORT_DEFAULT = 10428;
  private static final String DRAINED = ";drain";

  /// Reads `host:port`, `host` or `[::1]:port`, with `;drain` behind it for a node that gets no new
  /// spans.
  ///
  /// @throws VestigeException INVALID_INPUT for something else
  static NodeAddress parse(String text, int position) {
    String word = text.strip();
    boolean isDrained = word.endsWith(DRAINED);
    String address = isDrained ? word.substring(0, word.length() - DRAINED.length()) : word;
    int colon = address.lastIndexOf(':');
    boolean hasPort = colon > address.lastIndexOf(']');
    String host = (hasPort ? address.substring(0, colon) : address).replaceAll("^\\[|\\]$", "");
    String port = hasPort ? address.substring(colon + 1) : Integer.toString(PORT_DEFAULT);
    if (host.isEmpty()
        || host.matches(".*[;/\\s].*")
        || !port.matches("\\d{1,5}")
        || Integer.parseInt(port) >= 1 << 16) {
      throw VestigeException.invalidInput(
          "expected host:port or host:port;drain in "
              + ClusterFlags.STORAGE_NODE
              + ", found \""
              + text
              + '"');
    }
    return new NodeAddress(
        host, Integer.parseInt(port), position, isDrained ? Writes.NONE : Writes.TAKEN);
  }

  public String text() {
    return host + ":" + port;
  }
}
