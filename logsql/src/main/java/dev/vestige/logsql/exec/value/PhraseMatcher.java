package dev.vestige.logsql.exec.value;

import dev.vestige.base.encoding.Words;
import java.nio.charset.StandardCharsets;

/// Finds a phrase at places where it is not part of a longer word: its first and last character, if
/// they are word characters, must not be glued to another one. A phrase that starts or ends with
/// something else has no such demand on that side. A prefix has none on its right side. Immutable.
public final class PhraseMatcher {
  private final byte[] text;
  private final boolean wordAtStart;
  private final boolean wordAtEnd;

  private PhraseMatcher(byte[] text, boolean wordAtStart, boolean wordAtEnd) {
    this.text = text;
    this.wordAtStart = wordAtStart;
    this.wordAtEnd = wordAtEnd;
  }

  /// For a phrase that is not empty.
  public static PhraseMatcher phrase(String phrase) {
    return phrase(phrase.getBytes(StandardCharsets.UTF_8));
  }

  /// For a phrase that is not empty; the bytes become the matcher's.
  public static PhraseMatcher phrase(byte[] phrase) {
    return new PhraseMatcher(
        phrase,
        Words.isWordAt(phrase, 0, phrase.length),
        Words.isWordBefore(phrase, 0, phrase.length));
  }

  /// For the start of a phrase that is not empty.
  public static PhraseMatcher prefix(String prefix) {
    return prefix(prefix.getBytes(StandardCharsets.UTF_8));
  }

  /// For the start of a phrase that is not empty; the bytes become the matcher's.
  public static PhraseMatcher prefix(byte[] prefix) {
    return new PhraseMatcher(prefix, Words.isWordAt(prefix, 0, prefix.length), false);
  }

  /// The phrase itself, which every match holds; not to be written to.
  public byte[] text() {
    return text;
  }

  public boolean matches(byte[] bytes, int from, int to) {
    return indexOf(bytes, from, to, from) >= 0;
  }

  /// Where the first match at or behind `start` begins in the value `from .. to`; -1 when there is
  /// none.
  public int indexOf(byte[] bytes, int from, int to, int start) {
    int at = ByteSearch.indexOf(bytes, start, to, text);
    while (at >= 0) {
      int end = at + text.length;
      if (!(wordAtStart && Words.isWordBefore(bytes, from, at))
          && !(wordAtEnd && Words.isWordAt(bytes, end, to))) {
        return at;
      }
      at = ByteSearch.indexOf(bytes, at + 1, to, text);
    }
    return -1;
  }
}
