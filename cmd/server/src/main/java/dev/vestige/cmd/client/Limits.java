package dev.vestige.cmd.client;

/// The bounds of calls to nodes.
final class Limits {
  /// How long a node may take to accept the connection.
  static final int CONNECT_MILLIS_MAX = 10_000;

  /// Bytes of an error that are told.
  static final int ERROR_BYTES_MAX = 64 << 10;

  /// Characters of a row that cannot be read, when it is told.
  static final int SHOWN_CHARS_MAX = 80;

  private Limits() {}
}
