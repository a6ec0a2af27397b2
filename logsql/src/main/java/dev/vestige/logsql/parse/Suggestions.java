package dev.vestige.logsql.parse;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds the word that was probably meant.
final class Suggestions {
  private static final int WORD_LENGTH_MIN = 3;
  private static final int WORD_LENGTH_MAX = 40;

  private Suggestions() {}

  /// The known word closest to `word`, null when none is close: one typing error in a short word,
  /// two in a longer one.
  static @Nullable String closest(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.length() < WORD_LENGTH_MIN || lower.length() > WORD_LENGTH_MAX) {
      return null;
    }
    int best = lower.length() <= 4 ? 1 : 2;
    String closest = null;
    for (String candidate : known) {
      int distance = distance(lower, candidate);
      boolean better = distance < best || (distance == best && isBetter(lower, candidate, closest));
      if (distance > 0 && better) {
        best = distance;
        closest = candidate;
      }
    }
    return closest;
  }

  /// `; did you mean ...?` or nothing.
  static String hint(String word, Collection<String> known) {
    String closest = closest(word, known);
    return closest == null ? "" : "; did you mean `" + closest + "`?";
  }

  /// Of two words equally close the one that starts more like the given one, then the first in the
  /// alphabet.
  private static boolean isBetter(String word, String candidate, @Nullable String current) {
    if (current == null) {
      return true;
    }
    int more = commonStart(word, candidate) - commonStart(word, current);
    return more > 0 || (more == 0 && candidate.compareTo(current) < 0);
  }

  private static int commonStart(String a, String b) {
    int length = 0;
    while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return length;
  }

  /// How many letters must be added, dropped, changed or swapped with their neighbour.
  private static int distance(String a, String b) {
    int[][] costs = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        costs[i][j] = i == 0 || j == 0 ? i + j : step(costs, a, b, i, j);
      }
    }
    return costs[a.length()][b.length()];
  }

  private static int step(int[][] costs, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int cost = Math.min(costs[i - 1][j] + 1, costs[i][j - 1] + 1);
    cost = Math.min(cost, costs[i - 1][j - 1] + change);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(cost, costs[i - 2][j - 2] + 1) : cost;
  }
}
