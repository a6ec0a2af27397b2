package dev.vestige.cmd.doctor;

/// One thing that was looked at.
///
/// @param subject what, in a word
/// @param text how it is
/// @param remedy what to do about it; empty when it is good
record Finding(State state, String subject, String text, String remedy) {
  enum State {
    GOOD,
    /// A server runs, and will be slow, or end one day.
    DOUBTFUL,
    /// A server does not start, or takes no spans.
    BAD
  }

  static Finding good(String subject, String text) {
    return new Finding(State.GOOD, subject, text, "");
  }

  static Finding doubtful(String subject, String text, String remedy) {
    return new Finding(State.DOUBTFUL, subject, text, remedy);
  }

  static Finding bad(String subject, String text, String remedy) {
    return new Finding(State.BAD, subject, text, remedy);
  }
}
