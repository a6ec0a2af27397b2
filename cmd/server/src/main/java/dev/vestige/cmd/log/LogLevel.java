package dev.vestige.cmd.log;

import java.util.logging.Level;

/// The levels that lines carry.
public enum LogLevel {
  INFO("info"),
  WARN("warn"),
  ERROR("error"),
  /// As a threshold only: nothing that is logged reaches it.
  FATAL("fatal"),
  /// As [#FATAL].
  PANIC("panic");

  private final String word;

  LogLevel(String word) {
    this.word = word;
  }

  /// The level in a line.
  String word() {
    return word;
  }

  /// The level of java.util.logging from which on messages have at least this level.
  Level threshold() {
    return switch (this) {
      case INFO -> Level.INFO;
      case WARN -> Level.WARNING;
      case ERROR -> Level.SEVERE;
      case FATAL, PANIC -> Level.OFF;
    };
  }

  static LogLevel of(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return ERROR;
    }
    return level.intValue() >= Level.WARNING.intValue() ? WARN : INFO;
  }
}
