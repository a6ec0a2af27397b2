package dev.vestige.http.client;

/// The bounds of requests to other nodes, each with its reason.
final class ClientLimits {
  /// Unread bytes of one answer: enough for a line that is never idle.
  static final int WINDOW_BYTES = 1 << 20;

  /// Status line and headers of an answer, bytes; those of a node have some hundred.
  static final int HEADER_BYTES_MAX = 64 << 10;

  /// Bytes of a body that are handed over at a time.
  static final int CHUNK_BYTES_MAX = 64 << 10;

  /// How long a connection is kept without a request, nanoseconds: half of what a node keeps it, so
  /// that we seldom write into a closing one.
  static final long IDLE_NANOS_MAX = 30_000_000_000L;

  /// Characters of a foreign error message that are repeated in ours.
  static final int MESSAGE_CHARS_MAX = 500;

  /// Threads that move bytes. One thread moves more than one machine's network carries.
  static final int EVENT_LOOPS = Math.clamp(Runtime.getRuntime().availableProcessors() / 4, 1, 4);

  /// How long closing waits for the event loops, milliseconds.
  static final long CLOSE_MILLIS = 2_000;

  private ClientLimits() {}
}
