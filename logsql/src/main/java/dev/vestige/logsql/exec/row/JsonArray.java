package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.ByteSink;

/// Walks the elements of a JSON array.
final class JsonArray {
  private static final byte[] EMPTY = {'[', ']'};

  private final byte[] bytes;
  private final int to;
  private int start;
  private int end;

  /// For a text of which [#isArray] has been asked.
  JsonArray(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.to = to;
    this.end = JsonScanner.skipBlanks(bytes, from, to);
  }

  static JsonArray empty() {
    return new JsonArray(EMPTY, 0, EMPTY.length);
  }

  static boolean isArray(byte[] bytes, int from, int to) {
    return JsonScanner.isValue(bytes, from, to, '[');
  }

  /// Goes on to the next element; false when there is none.
  boolean next() {
    int at = JsonScanner.skipBlanks(bytes, end, to);
    if (at == to || bytes[at] == ']') {
      return false;
    }
    start = JsonScanner.skipBlanks(bytes, at + 1, to);
    if (bytes[start] == ']') {
      end = start;
      return false;
    }
    end = JsonScanner.valueEnd(bytes, start, to, 1);
    return true;
  }

  /// Appends the element: the text of a string, compact JSON of everything else.
  void append(ByteSink out) {
    if (bytes[start] == '"') {
      QuotedBytes.append(bytes, start, end, out);
    } else {
      JsonScanner.appendCompact(bytes, start, end, out);
    }
  }
}
