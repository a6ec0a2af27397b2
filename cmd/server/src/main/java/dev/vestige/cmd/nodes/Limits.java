package dev.vestige.cmd.nodes;

/// The bounds of lists of nodes, each with its reason.
final class Limits {
  /// Nodes of one cluster: each query asks all of them.
  static final int NODES_MAX = 1_024;

  /// Bytes of a file with addresses: so many nodes with long names, and comments.
  static final int FILE_BYTES_MAX = 1 << 20;

  /// How often DNS is asked, nanoseconds: a server that many ask should not be asked each second.
  static final long LOOKUP_INTERVAL_NANOS = 5_000_000_000L;

  /// How long one question to DNS may take, milliseconds; the second attempt takes twice that.
  static final int LOOKUP_MILLIS_MAX = 1_000;

  static final int LOOKUP_ATTEMPTS = 2;

  /// How long a node may take to say what it is, milliseconds.
  static final long HELLO_MILLIS_MAX = 5_000;

  /// Bytes of what a node says of itself.
  static final int HELLO_BYTES_MAX = 64 << 10;

  private Limits() {}
}
