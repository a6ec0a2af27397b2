package dev.vestige.logsql.exec.filter;

import java.util.ArrayList;
import java.util.List;

/// Reads an RE2 expression for the literal texts in it. Understands plain characters, escaped
/// punctuation, `.*`, `^` in front, `$` at the end and alternatives at the outermost level; what
/// else there is (classes, groups, repetitions) is stepped over, and where even that is not safe
/// (flags, quoting, numeric escapes) nothing is claimed about the expression.
final class PatternReader {
  private final String pattern;
  private final List<PatternBranch> branches = new ArrayList<>();
  private final List<String> pieces = new ArrayList<>();
  private final StringBuilder piece = new StringBuilder();
  private int at;
  private boolean isWhole = true;
  private boolean atStart;
  private boolean atEnd;
  private boolean isEmptySoFar = true;

  /// Whether the last thing read was a literal character, which a repetition would apply to.
  private boolean afterLiteral;

  private PatternReader(String pattern) {
    this.pattern = pattern;
  }

  /// The alternatives, at least one; empty when nothing is known.
  static List<PatternBranch> read(String pattern) {
    return new PatternReader(pattern).read();
  }

  private List<PatternBranch> read() {
    while (at < pattern.length()) {
      if (!step(pattern.codePointAt(at))) {
        return List.of();
      }
    }
    endBranch();
    return branches;
  }

  /// Reads one element; false when the rest cannot be understood.
  private boolean step(int c) {
    if (atEnd && c != '|') {
      // Something follows a `$`, which then cannot match or matches nothing; leave it alone.
      return false;
    }
    switch (c) {
      case '|' -> {
        at++;
        endBranch();
      }
      case '^' -> {
        at++;
        if (isEmptySoFar) {
          atStart = true;
          isEmptySoFar = false;
        } else {
          opaque();
        }
      }
      case '$' -> {
        at++;
        atEnd = true;
      }
      case '.' -> any();
      case '*', '+', '?' -> {
        at++;
        repetition(c == '+');
      }
      case '{' -> brace();
      case '[' -> {
        return skipClass();
      }
      case '(' -> {
        return skipGroup();
      }
      case ')' -> {
        return false;
      }
      case '\\' -> {
        return escape();
      }
      default -> literal(c);
    }
    return true;
  }

  private void literal(int c) {
    piece.appendCodePoint(c);
    at += Character.charCount(c);
    isEmptySoFar = false;
    afterLiteral = true;
    // The text between two pieces may not hold a line break, but a piece that does could hide one.
    isWhole &= c != '\n';
  }

  /// Ends the piece at something that is not literal text.
  private void opaque() {
    endPiece();
    isWhole = false;
    isEmptySoFar = false;
  }

  private void endPiece() {
    pieces.add(piece.toString());
    piece.setLength(0);
    afterLiteral = false;
  }

  private void any() {
    at++;
    if (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
      if (at < pattern.length() && pattern.charAt(at) == '?') {
        // Whether there is a match does not depend on how much the repetition takes.
        at++;
      }
      endPiece();
      isEmptySoFar = false;
    } else {
      opaque();
    }
  }

  /// Behind a repetition sign: the character before it may be missing, or come more than once.
  private void repetition(boolean atLeastOnce) {
    if (afterLiteral && !atLeastOnce) {
      piece.setLength(piece.offsetByCodePoints(piece.length(), -1));
    }
    opaque();
  }

  private void brace() {
    int end = pattern.indexOf('}', at);
    String counts = end < 0 ? "" : pattern.substring(at + 1, end);
    if (counts.matches("\\d+(,\\d*)?")) {
      at = end + 1;
      repetition(false);
    } else {
      literal('{');
    }
  }

  private boolean skipClass() {
    int end = classEnd(at);
    at = end;
    opaque();
    return end > 0;
  }

  /// Where the class that starts at `start` ends, -1 when it does not.
  private int classEnd(int start) {
    int i = start + 1;
    if (i < pattern.length() && pattern.charAt(i) == '^') {
      i++;
    }
    if (i < pattern.length() && pattern.charAt(i) == ']') {
      // A bracket in front belongs to the class.
      i++;
    }
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[' && pattern.startsWith("[:", i)) {
        int name = pattern.indexOf(":]", i);
        i = name < 0 ? i : name + 1;
      } else if (c == ']') {
        return i + 1;
      }
      i++;
    }
    return -1;
  }

  private boolean skipGroup() {
    int depth = 0;
    int i = at;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        if (pattern.startsWith("\\Q", i)) {
          return false;
        }
        i++;
      } else if (c == '[') {
        i = classEnd(i) - 1;
        if (i < 0) {
          return false;
        }
      } else if (c == '(') {
        if (pattern.startsWith("(?", i) && !pattern.startsWith("(?:", i)) {
          return false;
        }
        depth++;
      } else if (c == ')' && --depth == 0) {
        at = i + 1;
        opaque();
        return true;
      }
      i++;
    }
    return false;
  }

  private boolean escape() {
    if (at + 1 >= pattern.length()) {
      return false;
    }
    int c = pattern.codePointAt(at + 1);
    boolean isPunctuation = c < 128 && !Character.isLetterOrDigit(c);
    int control = "afnrtv".indexOf(c);
    if (isPunctuation || control >= 0) {
      at++;
      int value = isPunctuation ? c : "\u0007\f\n\r\t\u000B".charAt(control);
      literal(value);
      return true;
    }
    if ("dDwWsSbBAz".indexOf(c) >= 0) {
      at += 2;
      opaque();
      return true;
    }
    return false;
  }

  private void endBranch() {
    endPiece();
    branches.add(new PatternBranch(pieces, isWhole, atStart, atEnd));
    pieces.clear();
    isWhole = true;
    atStart = false;
    atEnd = false;
    isEmptySoFar = true;
  }
}
