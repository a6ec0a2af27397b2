package dev.vestige.cmd.vtgen;

import dev.vestige.base.ByteSlice;

/// The way to one server. Used by one thread.
interface Sender extends AutoCloseable {
  /// Sends a request once and says what became of it.
  Outcome send(ByteSlice request);

  @Override
  void close();

  /// What became of a request.
  ///
  /// @param rejected spans that the server did not take though it took the request
  /// @param message what it said; empty when all is well
  /// @param retryMillis when to send it again, for those worth it
  record Outcome(Verdict verdict, long rejected, String message, long retryMillis) {
    static Outcome accepted(long rejected, String message) {
      return new Outcome(Verdict.ACCEPTED, rejected, message, 0);
    }

    static Outcome later(String message, long millis) {
      return new Outcome(Verdict.LATER, 0, message, Math.min(millis, Limits.RETRY_WAIT_MILLIS_MAX));
    }

    static Outcome refused(String message) {
      return new Outcome(Verdict.REFUSED, 0, message, 0);
    }
  }

  /// How a request went.
  enum Verdict {
    ACCEPTED,
    /// The server asks to send it again.
    LATER,
    REFUSED
  }
}
