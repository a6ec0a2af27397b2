package dev.vestige.cmd.nodes;

import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.ClusterFlags;
import dev.vestige.http.client.ListedNode.Writes;

/// Where a storage node is and what is to be done with it.
///
/// @param path what all paths at the node begin with; empty, or a slash and more
/// @param position of the flag's item that it comes from, by which other flags go
public record NodeAddress(String host, int port, String path, int position, Writes writes) {
  private static final int PORT_DEFAULT = 10428;
  private static final String DRAINED = ";drain";

  /// Reads `host:port`, `host` or `[::1]:port`, with `/path` behind it for a node with
  /// `-http.pathPrefix`, and `;drain` for one that gets no new spans.
  ///
  /// @throws VestigeException INVALID_INPUT for something else
  static NodeAddress parse(String text, int position) {
    String word = text.strip();
    boolean isDrained = word.endsWith(DRAINED);
    String place = isDrained ? word.substring(0, word.length() - DRAINED.length()) : word;
    int slash = place.indexOf('/');
    String address = slash < 0 ? place : place.substring(0, slash);
    String path = slash < 0 ? "" : place.substring(slash).replaceAll("/+$", "");
    int colon = address.lastIndexOf(':');
    boolean hasPort = colon > address.lastIndexOf(']');
    String host = (hasPort ? address.substring(0, colon) : address).replaceAll("^\\[|\\]$", "");
    String port = hasPort ? address.substring(colon + 1) : Integer.toString(PORT_DEFAULT);
    if (host.isEmpty()
        || host.matches(".*[;\\s].*")
        || !path.matches("(/[\\w.~%-]+)*")
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
        host, Integer.parseInt(port), path, position, isDrained ? Writes.NONE : Writes.TAKEN);
  }

  public String text() {
    return host + ":" + port + path;
  }
}
