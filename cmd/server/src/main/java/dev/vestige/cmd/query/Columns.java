package dev.vestige.cmd.query;

import java.util.List;

/// Words side by side, as many as fit.
final class Columns {
  private static final int GAP = 2;

  private Columns() {}

  /// Lines with their ends.
  static String of(List<String> words, int width) {
    List<String> shown = words.stream().map(PrintableText::of).toList();
    int room = shown.stream().mapToInt(String::length).max().orElse(0) + GAP;
    int perLine = Math.max(1, width / room);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < shown.size(); i++) {
      boolean isLast = i == shown.size() - 1 || (i + 1) % perLine == 0;
      lines.append(shown.get(i));
      lines.append(isLast ? "\n" : " ".repeat(room - shown.get(i).length()));
    }
    return lines.toString();
  }
}
