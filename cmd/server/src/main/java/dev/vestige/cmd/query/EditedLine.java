package dev.vestige.cmd.query;

/// A line under a cursor. Used by one thread.
final class EditedLine {
  private final StringBuilder text = new StringBuilder();
  private int cursor;

  String text() {
    return text.toString();
  }

  String beforeCursor() {
    return text.substring(0, cursor);
  }

  void set(String newText) {
    text.setLength(0);
    text.append(newText);
    cursor = text.length();
  }

  void insert(String typed) {
    text.insert(cursor, typed);
    cursor += typed.length();
  }

  /// Puts a text in place of what lies between there and the cursor.
  void replaceFrom(int from, String newText) {
    text.delete(from, cursor);
    cursor = from;
    insert(newText);
  }

  void left() {
    cursor = before(cursor);
  }

  void right() {
    cursor = behind(cursor);
  }

  void home() {
    cursor = 0;
  }

  void end() {
    cursor = text.length();
  }

  void deleteBefore() {
    replaceFrom(before(cursor), "");
  }

  void deleteBehind() {
    text.delete(cursor, behind(cursor));
  }

  void deleteAllBefore() {
    replaceFrom(0, "");
  }

  void deleteAllBehind() {
    text.setLength(cursor);
  }

  /// Deletes the word in front of the cursor and the room behind it.
  void deleteWord() {
    int from = cursor;
    while (from > 0 && text.charAt(from - 1) == ' ') {
      from--;
    }
    while (from > 0 && text.charAt(from - 1) != ' ') {
      from--;
    }
    replaceFrom(from, "");
  }

  private int before(int place) {
    return place == 0 ? 0 : text.offsetByCodePoints(place, -1);
  }

  private int behind(int place) {
    return place == text.length() ? place : text.offsetByCodePoints(place, 1);
  }

  /// What a terminal shows of it, with the cursor in place: the beginning is cut off when the
  /// cursor would not fit else.
  String drawn(String prompt, int columns) {
    int room = Math.max(1, columns - prompt.length() - 1);
    int from = Math.max(0, cursor - room);
    if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
      from++;
    }
    int to = Math.min(text.length(), from + room);
    int back = text.codePointCount(cursor, Math.max(cursor, to));
    return "\r"
        + prompt
        + text.substring(from, to)
        + "\033[K"
        + (back > 0 ? "\033[" + back + "D" : "");
  }
}
