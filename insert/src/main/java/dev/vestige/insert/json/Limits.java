package dev.vestige.insert.json;

/// The bounds of JSON bodies, each with its reason.
final class Limits {
  /// Levels of nested objects and arrays: readers recurse. One level of a nested OTLP list takes
  /// four of JSON, so this leaves room for more than the store keeps.
  static final int NESTING_DEPTH_MAX = 500;

  /// Characters of a member's name: no name that means something has more, and names are
  /// remembered.
  static final int NAME_CHARACTERS_MAX = 1_000;

  /// Digits of the scale of a number that should be whole: a few characters could ask for a number
  /// that fills the memory.
  static final int WHOLE_NUMBER_SCALE_MAX = 40;

  private Limits() {}
}
