package dev.vestige.cmd.query;

import java.util.List;

/// What the end of a line may become.
///
/// @param from where the word begins that is replaced
/// @param texts what may stand there in full, the most frequent first
/// @param ending what follows when there is only one
record Suggestions(int from, List<String> texts, String ending) {
  static final Suggestions NONE = new Suggestions(0, List.of(), "");

  /// What all of them begin with.
  String commonBeginning() {
    String common = texts.isEmpty() ? "" : texts.getFirst();
    for (String text : texts) {
      int length = 0;
      while (length < Math.min(common.length(), text.length())
          && common.charAt(length) == text.charAt(length)) {
        length++;
      }
      common = common.substring(0, length);
    }
    return common;
  }

  /// As if the text of each began `chars` later in a longer line.
  Suggestions behind(int chars) {
    return new Suggestions(from + chars, texts, ending);
  }
}
