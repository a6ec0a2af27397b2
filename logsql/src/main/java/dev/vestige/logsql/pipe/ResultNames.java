package dev.vestige.logsql.pipe;

import java.util.List;

/// Names for computed columns.
public final class ResultNames {
  private ResultNames() {}

  /// `name` with an `s` appended until it is none of `taken`.
  public static String distinctFrom(String name, List<String> taken) {
    String distinct = name;
    while (taken.contains(distinct)) {
      distinct += "s";
    }
    return distinct;
  }
}
