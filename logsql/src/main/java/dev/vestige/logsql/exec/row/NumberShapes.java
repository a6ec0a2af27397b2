package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.ByteSearch;
import dev.vestige.storage.ValueText;
import java.nio.charset.StandardCharsets;

/// Finds what several `<N>` in a row stand for: `<UUID>`, `<IP4>`, `<TIME>`, `<DATE>`,
/// `<DATETIME>`.
final class NumberShapes {
  private static final byte[] MARK = "<N>".getBytes(StandardCharsets.US_ASCII);
  private static final int NONE = -1;

  private NumberShapes() {}

  static void write(byte[] bytes, int from, int to, ByteSink out) {
    int at = from;
    while (at < to) {
      int next = ByteSearch.indexOf(bytes, at, to, MARK);
      int end = next < 0 ? to : next;
      out.putBytes(bytes, at, end - at);
      at = next < 0 ? to : writeShape(bytes, next, to, out);
    }
  }

  /// Returns where the shape that starts at a mark ends.
  private static int writeShape(byte[] bytes, int at, int to, ByteSink out) {
    int end = marks(bytes, at, to, "----");
    if (end != NONE) {
      ValueText.appendAscii("<UUID>", out);
      return end;
    }
    end = marks(bytes, at, to, "...");
    if (end != NONE) {
      ValueText.appendAscii("<IP4>", out);
      return end;
    }
    end = time(bytes, at, to);
    if (end != NONE) {
      ValueText.appendAscii("<TIME>", out);
      return end;
    }
    int dash = marks(bytes, at, to, "--");
    end = dash != NONE ? dash : marks(bytes, at, to, "//");
    if (end != NONE) {
      int datetime = datetime(bytes, end, to);
      ValueText.appendAscii(datetime == NONE ? "<DATE>" : "<DATETIME>", out);
      return datetime == NONE ? end : datetime;
    }
    out.putBytes(MARK);
    return at + MARK.length;
  }

  /// The end of marks with these separators between them.
  private static int marks(byte[] bytes, int from, int to, String separators) {
    int length = MARK.length;
    int at = from;
    for (int i = 0; i <= separators.length(); i++) {
      if (i > 0 && (at >= to || bytes[at++] != separators.charAt(i - 1))) {
        return NONE;
      }
      if (!ByteSearch.startsWith(bytes, at, to, MARK)) {
        return NONE;
      }
      at += length;
    }
    return at;
  }

  private static int time(byte[] bytes, int from, int to) {
    int end = marks(bytes, from, to, "::");
    if (end == NONE || end >= to || (bytes[end] != '.' && bytes[end] != ',')) {
      return end;
    }
    int fraction = marks(bytes, end + 1, to, "");
    return fraction == NONE ? end : fraction;
  }

  /// The end of a time, and of its zone, behind a date.
  private static int datetime(byte[] bytes, int from, int to) {
    if (from >= to || (bytes[from] != 'T' && bytes[from] != ' ')) {
      return NONE;
    }
    int end = time(bytes, from + 1, to);
    if (end == NONE || end >= to) {
      return end;
    }
    if (bytes[end] == 'Z') {
      return end + 1;
    }
    int zone = bytes[end] == '+' || bytes[end] == '-' ? marks(bytes, end + 1, to, ":") : NONE;
    return zone == NONE ? end : zone;
  }
}
