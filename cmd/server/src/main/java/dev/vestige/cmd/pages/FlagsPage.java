package dev.vestige.cmd.pages;

import dev.vestige.cmd.flags.Flags;

/// Flags as text, a line each, secrets hidden.
public final class FlagsPage {
  private FlagsPage() {}

  /// The flags that were set.
  static String ofSet(Flags flags) {
    StringBuilder page = new StringBuilder();
    flags.shown().stream().filter(Flags.Shown::isSet).forEach(flag -> append(flag, page));
    return page.toString();
  }

  /// All flags, those that were not set with their defaults.
  public static String ofAll(Flags flags) {
    StringBuilder page = new StringBuilder();
    flags.shown().forEach(flag -> append(flag, page));
    return page.toString();
  }

  private static void append(Flags.Shown flag, StringBuilder page) {
    String escaped = flag.value().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    page.append('-').append(flag.name()).append("=\"").append(escaped).append("\"\n");
  }
}
