package dev.vestige.logsql.parse;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.vestige.logsql.Limits;

/// Checks regular expressions before anything runs them: they must compile, and compiling them must
/// not cost more than its share.
final class Regexps {
  private Regexps() {}

  static Pattern check(Cursor cursor, Token pattern) {
    String text = pattern.text();
    if (text.length() > Limits.REGEXP_CHARACTERS_MAX) {
      throw cursor.error(
          pattern,
          "the regular expression is longer than " + Limits.REGEXP_CHARACTERS_MAX + " characters");
    }
    String tooBig = RegexpCost.problem(text);
    if (tooBig != null) {
      throw cursor.error(pattern, tooBig);
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw cursor.error(
          pattern, "`" + text + "` is not a regular expression: " + e.getDescription());
    }
  }
}
