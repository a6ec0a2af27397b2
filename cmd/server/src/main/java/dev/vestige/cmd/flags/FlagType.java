package dev.vestige.cmd.flags;

import java.util.List;

/// How the values of a flag are written and what they become. Stateless.
public sealed interface FlagType<T> permits ScalarType, ListType, PositionalType {
  /// What stands behind the `=` in the help, such as `duration`.
  String word();

  /// What is allowed beyond what the word says, such as `at least 1s`; may be empty.
  String range();

  /// Reads the texts in the order they were given; a scalar takes the last.
  ///
  /// @throws IllegalArgumentException saying what was expected
  T read(List<String> texts);

  /// The value as a single text for pages and metrics.
  String print(List<String> texts);

  /// Whether the flag may stand without a value, which then is `true`, and never takes the next
  /// word.
  boolean isBoolean();

  /// Whether the value must not be shown.
  boolean isSecret();
}
