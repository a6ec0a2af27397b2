package dev.vestige.cmd.vtgen;

/// The bounds of the generator.
final class Limits {
  /// Spans above one another in a trace: deeper than any real one.
  static final int DEPTH_MAX = 100;

  /// Spans of a trace. A shop with a bad hand of cards stops calling then.
  static final int TRACE_SPANS_MAX = 5_000;

  /// How long a request may take, milliseconds.
  static final long REQUEST_MILLIS_MAX = 60_000;

  /// How often a request is sent when the server asks to send it again.
  static final int ATTEMPTS_MAX = 30;

  /// The longest wait that a server may ask for, milliseconds.
  static final long RETRY_WAIT_MILLIS_MAX = 10_000;

  /// Answers are read up to here; what they say fits into a line.
  static final int ANSWER_BYTES_MAX = 64 << 10;

  /// A batch that is not full is sent after so long, nanoseconds.
  static final long BATCH_AGE_NANOS_MAX = 1_000_000_000;

  /// Traces of now begin that long ago, so that their ends do not lie ahead, nanoseconds.
  static final long LIVE_DELAY_NANOS = 3_000_000_000L;

  private Limits() {}
}
