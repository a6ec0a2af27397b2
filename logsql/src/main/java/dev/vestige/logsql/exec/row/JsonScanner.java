package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.ByteSink;

/// Finds its way in JSON text. `NaN` counts as a number, since many programs write it.
final class JsonScanner {
  /// What [#valueEnd] returns for what is no JSON value.
  static final int BROKEN = -1;

  private JsonScanner() {}

  /// Whether the text is one JSON value that starts with the given character, blanks around it
  /// allowed.
  static boolean isValue(byte[] bytes, int from, int to, int opening) {
    int start = skipBlanks(bytes, from, to);
    if (start == to || bytes[start] != opening) {
      return false;
    }
    int end = valueEnd(bytes, start, to, 0);
    return end != BROKEN && skipBlanks(bytes, end, to) == to;
  }

  static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  /// Where the value that starts at `at` ends; [#BROKEN] when none does, or when it nests too deep.
  static int valueEnd(byte[] bytes, int at, int to, int depth) {
    if (at >= to || depth > Limits.JSON_NESTING_MAX) {
      return BROKEN;
    }
    return switch (bytes[at]) {
      case '{' -> containerEnd(bytes, at, to, '}', depth);
      case '[' -> containerEnd(bytes, at, to, ']', depth);
      case '"' -> QuotedBytes.end(bytes, at, to);
      case 't' -> literalEnd(bytes, at, to, "true");
      case 'f' -> literalEnd(bytes, at, to, "false");
      case 'n' -> literalEnd(bytes, at, to, "null");
      case 'N' -> literalEnd(bytes, at, to, "NaN");
      default -> numberEnd(bytes, at, to);
    };
  }

  private static int containerEnd(byte[] bytes, int from, int to, int closing, int depth) {
    int at = skipBlanks(bytes, from + 1, to);
    if (at < to && bytes[at] == closing) {
      return at + 1;
    }
    while (at < to) {
      if (closing == '}') {
        at = keyEnd(bytes, at, to);
      }
      int end = at == BROKEN ? BROKEN : valueEnd(bytes, at, to, depth + 1);
      if (end == BROKEN) {
        return BROKEN;
      }
      at = skipBlanks(bytes, end, to);
      if (at == to || (bytes[at] != ',' && bytes[at] != closing)) {
        return BROKEN;
      }
      if (bytes[at++] == closing) {
        return at;
      }
      at = skipBlanks(bytes, at, to);
    }
    return BROKEN;
  }

  /// Where the value of a member starts whose name starts at `at`.
  private static int keyEnd(byte[] bytes, int at, int to) {
    int end = bytes[at] == '"' ? QuotedBytes.end(bytes, at, to) : BROKEN;
    int colon = end == BROKEN ? to : skipBlanks(bytes, end, to);
    return colon < to && bytes[colon] == ':' ? skipBlanks(bytes, colon + 1, to) : BROKEN;
  }

  private static int literalEnd(byte[] bytes, int from, int to, String literal) {
    for (int i = 0; i < literal.length(); i++) {
      if (from + i >= to || bytes[from + i] != literal.charAt(i)) {
        return BROKEN;
      }
    }
    return from + literal.length();
  }

  private static int numberEnd(byte[] bytes, int from, int to) {
    int at = bytes[from] == '-' ? from + 1 : from;
    int end = digitsEnd(bytes, at, to);
    if (end == at) {
      return BROKEN;
    }
    if (end < to && bytes[end] == '.') {
      at = end + 1;
      end = digitsEnd(bytes, at, to);
      if (end == at) {
        return BROKEN;
      }
    }
    if (end < to && (bytes[end] | 0x20) == 'e') {
      at = end + 1;
      at += at < to && (bytes[at] == '+' || bytes[at] == '-') ? 1 : 0;
      end = digitsEnd(bytes, at, to);
      return end == at ? BROKEN : end;
    }
    return end;
  }

  private static int digitsEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }

  /// Appends a valid value without the blanks between its parts.
  static void appendCompact(byte[] bytes, int from, int end, ByteSink out) {
    int at = from;
    while (at < end) {
      int next = bytes[at] == '"' ? QuotedBytes.end(bytes, at, end) : at + 1;
      if (!isBlank(bytes[at])) {
        out.putBytes(bytes, at, next - at);
      }
      at = next;
    }
  }
}
