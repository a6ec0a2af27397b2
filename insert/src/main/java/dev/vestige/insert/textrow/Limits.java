package dev.vestige.insert.textrow;

/// The bounds of rows of texts, each with its reason.
final class Limits {
  /// Bytes of rows in one request, before compression: what nodes of that kind send each other.
  static final int BODY_BYTES = 2 << 20;

  /// Spans whose columns are put together at a time: the fields of all of them are looked for in
  /// each, so that spans with fields of their own cost no more than this many times what they have.
  static final int SPANS_PER_VIEW = 64;

  /// Field names that are kept taken apart; a name beyond them is taken apart each time.
  static final int NAMES_MAX = 10_000;

  /// How long a request waits for its spans to be stored, milliseconds: the sender waits for
  /// longer.
  static final long STORE_MILLIS_MAX = 20_000;

  private Limits() {}
}
