package dev.vestige.logsql.exec.filter;

/// The bounds of this package, each with its reason.
final class Limits {
  /// Bytes of dictionaries, and of what is known about them, that one filter of one worker may keep
  /// alive.
  static final int DICTIONARY_CACHE_BYTES_MAX = 16 << 20;

  /// Words or lists of words that a block is asked for before its column is read: asking costs too.
  static final int DEMANDED_WORDS_MAX = 16;

  private Limits() {}
}
