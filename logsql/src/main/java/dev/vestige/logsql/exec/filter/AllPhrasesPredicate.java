package dev.vestige.logsql.exec.filter;

import dev.vestige.logsql.exec.value.PhraseMatcher;
import java.util.Comparator;
import java.util.List;

/// The value contains all of some phrases.
final class AllPhrasesPredicate extends ValuePredicate {
  private final PhraseMatcher[] phrases;

  /// At least one phrase; the longest, likely the rarest, is looked for first.
  AllPhrasesPredicate(List<PhraseMatcher> phrases) {
    this.phrases =
        phrases.stream()
            .sorted(Comparator.comparingInt(phrase -> -phrase.text().length))
            .toArray(PhraseMatcher[]::new);
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    for (PhraseMatcher phrase : phrases) {
      if (!phrase.matches(bytes, from, to)) {
        return false;
      }
    }
    return true;
  }

  @Override
  int cost() {
    return Cost.SEARCHES;
  }

  @Override
  byte[] required() {
    return phrases[0].text();
  }
}
