package dev.vestige.cmd.flags;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What somebody may have meant who wrote a flag that does not exist.
final class Suggestion {
  private Suggestion() {}

  /// A clause for the end of a message.
  static String sentence(String name, FlagTable table) {
    String nearest = nearest(name, table);
    return (nearest == null ? "" : "; did you mean -" + nearest + "?") + " (-help lists all flags)";
  }

  /// The known name that takes the fewest changes, case not counted, unless even that is far away.
  private static @Nullable String nearest(String name, FlagTable table) {
    String wanted = name.toLowerCase(Locale.ROOT);
    String best = null;
    int bestChanges = 1 + Math.min(3, name.length() / 3);
    for (Flag<?> flag : table.all()) {
      String known = flag.name().toLowerCase(Locale.ROOT);
      if (Math.abs(known.length() - wanted.length()) < bestChanges) {
        int changes = changes(wanted, known);
        if (changes < bestChanges) {
          best = flag.name();
          bestChanges = changes;
        }
      }
    }
    return best;
  }

  /// The Levenshtein distance.
  private static int changes(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
