package dev.vestige.select.live;

/// The bounds of live tails, each with its reason.
final class Limits {
  /// Live tails at once; each looks at every span that comes in.
  static final int TAILS_MAX = 64;

  /// Memory of batches that wait for one live tail, bytes; a client that reads slower than spans
  /// come in loses its tail, not the server its memory.
  static final long TAIL_WAITING_BYTES_MAX = 32L << 20;

  /// How long a tail without news waits until it looks whether its client is still there,
  /// milliseconds.
  static final long TAIL_WAIT_MILLIS = 200;

  private Limits() {}
}
