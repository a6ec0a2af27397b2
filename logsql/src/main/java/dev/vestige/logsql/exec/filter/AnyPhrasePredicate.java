package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Words;
import dev.vestige.logsql.exec.value.PhraseMatcher;
import dev.vestige.logsql.exec.value.TextTable;
import java.util.ArrayList;
import java.util.List;

/// The value contains at least one of some phrases. Phrases of one word are looked up word by word
/// in a table, so that a long list of them costs no more than a short one.
final class AnyPhrasePredicate extends ValuePredicate {
  private final TextTable words = new TextTable();
  private final PhraseMatcher[] phrases;

  /// At least one phrase.
  AnyPhrasePredicate(List<PhraseMatcher> matchers) {
    List<PhraseMatcher> longer = new ArrayList<>();
    for (PhraseMatcher matcher : matchers) {
      byte[] text = matcher.text();
      if (Words.end(text, 0, text.length) == text.length) {
        words.add(text, 0, text.length);
      } else {
        longer.add(matcher);
      }
    }
    phrases = longer.toArray(PhraseMatcher[]::new);
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    if (words.size() > 0 && hasWord(bytes, from, to)) {
      return true;
    }
    for (PhraseMatcher phrase : phrases) {
      if (phrase.matches(bytes, from, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasWord(byte[] bytes, int from, int to) {
    int start = Words.start(bytes, from, to);
    while (start < to) {
      int end = Words.end(bytes, start, to);
      if (words.contains(bytes, start, end)) {
        return true;
      }
      start = Words.start(bytes, end, to);
    }
    return false;
  }

  @Override
  int cost() {
    return Cost.SEARCHES;
  }
}
