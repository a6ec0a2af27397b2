package dev.vestige.logsql.parse;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;

/// A query that is not understood. The message names the position, says what is wrong, and shows
/// the line with a caret under the character in question.
public final class ParseException extends VestigeException {
  private static final long serialVersionUID = 1L;

  /// How much of a long line is shown on each side of the position.
  private static final int CONTEXT_CHARACTERS = 60;

  private final int offset;

  ParseException(String query, int offset, String problem) {
    super(ErrorKind.INVALID_INPUT, render(query, offset, problem));
    this.offset = offset;
  }

  /// Where in the query, in UTF-16 units from its start.
  public int offset() {
    return offset;
  }

  private static String render(String query, int offset, String problem) {
    int lineStart = query.lastIndexOf('\n', offset - 1) + 1;
    int newline = query.indexOf('\n', offset);
    int lineEnd = newline < 0 ? query.length() : newline;
    long line = query.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
    int column = query.codePointCount(lineStart, offset) + 1;
    int from = Math.max(lineStart, offset - CONTEXT_CHARACTERS);
    int to = Math.min(lineEnd, offset + CONTEXT_CHARACTERS);
    String before = (from > lineStart ? "..." : "") + visible(query.substring(from, offset));
    String after = visible(query.substring(offset, to)) + (to < lineEnd ? "..." : "");
    String indent = " ".repeat(before.codePointCount(0, before.length()));
    return "cannot parse query at line "
        + line
        + ", column "
        + column
        + ": "
        + problem
        + "\n"
        + before
        + after
        + "\n"
        + indent
        + "^";
  }

  /// Control characters would move the caret or hide in a terminal.
  private static String visible(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
