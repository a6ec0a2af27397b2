package dev.vestige.logsql.parse;

import dev.vestige.logsql.Limits;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Estimates how large a regular expression gets when counted repetitions are written out, without
/// compiling it. Malformed expressions get some number; compiling tells what is wrong with them.
final class RegexpCost {
  private final String text;
  private final Deque<long[]> groups = new ArrayDeque<>();
  private int position;

  private RegexpCost(String text) {
    this.text = text;
  }

  /// What is wrong with the size, null when nothing is.
  static @Nullable String problem(String text) {
    return new RegexpCost(text).problem();
  }

  /// Each open group holds the steps so far and those of its last element, which a repetition
  /// multiplies.
  private @Nullable String problem() {
    groups.push(new long[2]);
    while (position < text.length()) {
      char c = text.charAt(position++);
      switch (c) {
        case '(' -> groups.push(new long[2]);
        case ')' -> closeGroup();
        case '[' -> {
          skipClass();
          element(1);
        }
        case '{' -> repeat();
        case '\\' -> {
          skipEscape();
          element(1);
        }
        default -> element(1);
      }
      if (groups.size() > Limits.REGEXP_NESTING_MAX) {
        return "the regular expression nests groups deeper than " + Limits.REGEXP_NESTING_MAX;
      }
      if (groups.getFirst()[0] + groups.getFirst()[1] > Limits.REGEXP_STEPS_MAX) {
        return "the repetitions of the regular expression amount to more than "
            + Limits.REGEXP_STEPS_MAX
            + " steps";
      }
    }
    return null;
  }

  private void element(long steps) {
    long[] group = groups.getFirst();
    group[0] += group[1];
    group[1] = steps;
  }

  private void closeGroup() {
    if (groups.size() > 1) {
      long[] closed = groups.pop();
      element(closed[0] + closed[1] + 2);
    }
  }

  /// Skips an escape; `\Q...\E` quotes a text.
  private void skipEscape() {
    if (position < text.length() && text.charAt(position++) == 'Q') {
      int end = text.indexOf("\\E", position);
      position = end < 0 ? text.length() : end + 2;
    }
  }

  /// Skips a class of characters; a `]` in front belongs to it.
  private void skipClass() {
    int start = position;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '\\') {
        position++;
      } else if (c == ']' && position - 1 > start && !isNegationOnly(start)) {
        return;
      }
    }
  }

  private boolean isNegationOnly(int start) {
    return position - 1 == start + 1 && text.charAt(start) == '^';
  }

  /// `{n}`, `{n,}` or `{n,m}`; anything else is literal text.
  private void repeat() {
    int end = text.indexOf('}', position);
    String counts = end < 0 ? "" : text.substring(position, end);
    if (!counts.matches("\\d{1,9}(,\\d{0,9})?")) {
      element(1);
      return;
    }
    position = end + 1;
    int comma = counts.indexOf(',');
    String largest =
        comma < 0 || comma == counts.length() - 1
            ? counts.replace(",", "")
            : counts.substring(comma + 1);
    groups.getFirst()[1] *= Math.max(1, Long.parseLong(largest));
  }
}
