package dev.vestige.cmd.log;

/// The bounds of the log.
final class Limits {
  /// Places in the code that are counted one by one; the lines of all further ones are counted
  /// together. Ours and those of the libraries are some hundred.
  static final int LOCATIONS_MAX = 1_000;

  /// Characters of the stack trace of one message.
  static final int STACK_TRACE_CHARS_MAX = 32_768;

  private Limits() {}
}
