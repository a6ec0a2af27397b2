package dev.vestige.logsql.exec.filter;

import dev.vestige.logsql.exec.value.PhraseMatcher;
import java.util.List;

/// The value contains some phrases in order, each behind the end of the one before.
final class SequencePredicate extends ValuePredicate {
  private final PhraseMatcher[] phrases;

  /// At least one phrase.
  SequencePredicate(List<PhraseMatcher> phrases) {
    this.phrases = phrases.toArray(PhraseMatcher[]::new);
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    int start = from;
    for (PhraseMatcher phrase : phrases) {
      int at = phrase.indexOf(bytes, from, to, start);
      if (at < 0) {
        return false;
      }
      start = at + phrase.text().length;
    }
    return true;
  }

  @Override
  int cost() {
    return Cost.SEARCHES;
  }

  @Override
  byte[] required() {
    byte[] longest = phrases[0].text();
    for (PhraseMatcher phrase : phrases) {
      longest = phrase.text().length > longest.length ? phrase.text() : longest;
    }
    return longest;
  }
}
