package dev.vestige.cmd.query;

import java.io.IOException;
import java.io.Reader;

/// What a key means to who edits a line.
///
/// @param codePoint of a character that was typed, 0 for all else
record Key(Kind kind, int codePoint) {
  enum Kind {
    TYPED,
    ENTER,
    TAB,
    LEFT,
    RIGHT,
    HOME,
    END,
    OLDER,
    NEWER,
    BACKSPACE,
    DELETE,
    DELETE_WORD,
    DELETE_BEFORE,
    DELETE_BEHIND,
    REDRAW,
    CANCEL,
    DELETE_OR_LEAVE,
    CLOSED,
    UNKNOWN
  }

  /// Waits for the next one.
  static Key read(Reader in) throws IOException {
    int read = in.read();
    if (read < 0) {
      return new Key(Kind.CLOSED, 0);
    }
    char typed = (char) read;
    if (typed == 27) {
      return new Key(escaped(in), 0);
    }
    if (typed < ' ' || typed == 127) {
      return new Key(control(typed), 0);
    }
    if (Character.isHighSurrogate(typed)) {
      return new Key(Kind.TYPED, Character.toCodePoint(typed, (char) in.read()));
    }
    return Character.isISOControl(typed) ? new Key(Kind.UNKNOWN, 0) : new Key(Kind.TYPED, typed);
  }

  /// Keys with Ctrl, as shells have them.
  private static Kind control(char typed) {
    return switch (typed == 127 ? 'H' : (char) (typed + '@')) {
      case 'A' -> Kind.HOME;
      case 'B' -> Kind.LEFT;
      case 'C' -> Kind.CANCEL;
      case 'D' -> Kind.DELETE_OR_LEAVE;
      case 'E' -> Kind.END;
      case 'F' -> Kind.RIGHT;
      case 'H' -> Kind.BACKSPACE;
      case 'I' -> Kind.TAB;
      case 'J', 'M' -> Kind.ENTER;
      case 'K' -> Kind.DELETE_BEHIND;
      case 'L' -> Kind.REDRAW;
      case 'N' -> Kind.NEWER;
      case 'P' -> Kind.OLDER;
      case 'U' -> Kind.DELETE_BEFORE;
      case 'W' -> Kind.DELETE_WORD;
      default -> Kind.UNKNOWN;
    };
  }

  /// What terminals send for keys without a character: `ESC [`, numbers, and a last letter.
  private static Kind escaped(Reader in) throws IOException {
    int next = in.read();
    if (next != '[' && next != 'O') {
      return Kind.UNKNOWN;
    }
    StringBuilder sequence = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      sequence.append((char) c);
      if (c >= '@') {
        break;
      }
    }
    return switch (sequence.toString()) {
      case "A" -> Kind.OLDER;
      case "B" -> Kind.NEWER;
      case "C" -> Kind.RIGHT;
      case "D" -> Kind.LEFT;
      case "H", "1~", "7~" -> Kind.HOME;
      case "F", "4~", "8~" -> Kind.END;
      case "3~" -> Kind.DELETE;
      default -> Kind.UNKNOWN;
    };
  }
}
