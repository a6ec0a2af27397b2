package dev.vestige.insert.intake;

/// The bounds of this package that no flag moves, each with its reason.
public final class Limits {
  /// Names in one list of a request option (`extra_fields`, `_stream_fields`, …): each is compared
  /// with every key.
  public static final int OPTION_NAMES_MAX = 100;

  private Limits() {}
}
