package dev.vestige.http.client;

/// A node of a cluster and what is to be done with it.
public record ListedNode(HttpClient client, Writes writes) {
  /// Whether the node gets new spans.
  public enum Writes {
    TAKEN,
    /// The node is drained: it is still asked.
    NONE
  }
}
