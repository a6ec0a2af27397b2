package dev.vestige.cmd.pages;

import dev.vestige.base.VestigeException;

/// The beginning of a partition's name, such as 202506.
final class PartitionPrefix {
  private PartitionPrefix() {}

  /// The text itself.
  ///
  /// @throws VestigeException INVALID_INPUT when no partition's name begins so
  static String checked(String text) {
    if (!text.matches("\\d{0,8}")) {
      throw VestigeException.invalidInput(
          "expected the beginning of a day such as 202506 in the argument partition_prefix, found \""
              + text
              + '"');
    }
    return text;
  }
}
