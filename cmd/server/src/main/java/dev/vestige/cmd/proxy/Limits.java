package dev.vestige.cmd.proxy;

/// The bounds of what is passed on, each with its reason.
final class Limits {
  /// Requests under way at once, and so connections: a browser opens six, and this is for people.
  static final int REQUESTS_MAX = 32;

  /// How long a request may take, its turn and the body included, milliseconds; longer than vmalert
  /// needs to list the largest set of rules.
  static final int REQUEST_MILLIS_MAX = 60_000;

  /// How long connecting may take, milliseconds.
  static final int CONNECT_MILLIS_MAX = 3_000;

  /// The body of a request, bytes: forms only.
  static final int BODY_BYTES_MAX = 1 << 20;

  /// Bytes of an answer held at a time, besides what the connection holds.
  static final int CHUNK_BYTES = 32 << 10;

  private Limits() {}
}
