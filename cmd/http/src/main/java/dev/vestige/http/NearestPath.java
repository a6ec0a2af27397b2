package dev.vestige.http;

import java.util.Collection;
import java.util.Optional;

/// Finds the known path that an unknown one was probably meant to be.
final class NearestPath {
  private NearestPath() {}

  /// The known path with the fewest letters to change, if those are few.
  static Optional<String> of(String path, Collection<String> known) {
    if (path.length() > Limits.HINT_PATH_CHARS_MAX) {
      return Optional.empty();
    }
    String nearest = "";
    int least = 1 + Math.max(2, path.length() / 4);
    for (String candidate : known) {
      int distance = isPartOf(path, candidate) ? 2 : distance(path, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest.isEmpty() || nearest.equals("/") ? Optional.empty() : Optional.of(nearest);
  }

  /// `/api/services` for `/select/jaeger/api/services`: the prefix was forgotten.
  private static boolean isPartOf(String path, String candidate) {
    return path.length() > 4 && candidate.endsWith(path);
  }

  /// Letters to insert, delete or replace.
  private static int distance(String from, String to) {
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
