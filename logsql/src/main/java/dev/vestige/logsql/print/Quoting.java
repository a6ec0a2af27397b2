package dev.vestige.logsql.print;

import dev.vestige.logsql.field.FieldPattern;

/// Names and values as they must stand in a query.
public final class Quoting {
  private Quoting() {}

  /// Whether a character belongs to a word that needs no quotes.
  public static boolean isWordPart(int codePoint) {
    return Character.isLetter(codePoint)
        || Character.isDigit(codePoint)
        || codePoint == '_'
        || codePoint == '.';
  }

  /// The text as it is when it is a plain word, quoted otherwise.
  public static String token(String text) {
    return isPlain(text) ? text : quote(text);
  }

  /// A name or prefix of a list of fields.
  public static String pattern(FieldPattern pattern) {
    if (!pattern.isPrefix()) {
      return token(pattern.name());
    }
    boolean plain = pattern.name().isEmpty() || isPlain(pattern.name());
    return plain ? pattern.name() + "*" : quote(pattern.name() + "*");
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && text.codePoints().allMatch(Quoting::isWordPart)
        && !ReservedWords.contains(text);
  }

  /// The text in double quotes. Printable characters stay, control characters and the like become
  /// escapes.
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(codePoint -> appendEscaped(quoted, codePoint));
    return quoted.append('"').toString();
  }

  private static void appendEscaped(StringBuilder quoted, int codePoint) {
    switch (codePoint) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      default -> {
        if (isPrintable(codePoint)) {
          quoted.appendCodePoint(codePoint);
        } else if (codePoint < 0x80) {
          quoted.append("\\x").append(hex(codePoint, 2));
        } else if (codePoint < 0x10000) {
          quoted.append("\\u").append(hex(codePoint, 4));
        } else {
          quoted.append("\\U").append(hex(codePoint, 8));
        }
      }
    }
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }

  private static String hex(int value, int digits) {
    String hex = Integer.toHexString(value);
    return "0".repeat(digits - hex.length()) + hex;
  }
}
