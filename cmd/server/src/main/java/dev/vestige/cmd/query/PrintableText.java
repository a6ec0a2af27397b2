package dev.vestige.cmd.query;

import java.util.Locale;

/// Values as a terminal may get them: whoever sends spans must not move its cursor.
final class PrintableText {
  private PrintableText() {}

  /// The text with every control character written as `\n`, `\t` or `\u001b`.
  static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(c, printable));
    return printable.toString();
  }

  private static void append(int c, StringBuilder printable) {
    if (c == '\n') {
      printable.append("\\n");
    } else if (c == '\t') {
      printable.append("\\t");
    } else if (Character.isISOControl(c)) {
      printable.append(String.format(Locale.ROOT, "\\u%04x", c));
    } else {
      printable.appendCodePoint(c);
    }
  }
}
