package dev.vestige.insert.intake;

import dev.vestige.base.VestigeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Field names, and prefixes written with a star at their end, as request options list them.
public record FieldPatterns(Set<String> names, List<String> prefixes) {
  public static final FieldPatterns NONE = new FieldPatterns(Set.of(), List.of());

  public FieldPatterns {
    names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
    prefixes = List.copyOf(prefixes);
  }

  static FieldPatterns of(List<String> patterns) {
    Set<String> names = new LinkedHashSet<>();
    List<String> prefixes = new ArrayList<>();
    for (String pattern : patterns) {
      if (pattern.endsWith("*")) {
        prefixes.add(pattern.substring(0, pattern.length() - 1));
      } else {
        names.add(pattern);
      }
    }
    return new FieldPatterns(names, prefixes);
  }

  /// The words of a comma-separated list, without empty ones.
  static List<String> words(String option, String list) {
    List<String> words = new ArrayList<>();
    for (String word : list.split(",", -1)) {
      String trimmed = word.strip();
      if (!trimmed.isEmpty()) {
        words.add(trimmed);
      }
    }
    if (words.size() > Limits.OPTION_NAMES_MAX) {
      throw VestigeException.invalidInput(
          option
              + " lists "
              + words.size()
              + " names, at most "
              + Limits.OPTION_NAMES_MAX
              + " are possible");
    }
    return words;
  }

  boolean isEmpty() {
    return names.isEmpty() && prefixes.isEmpty();
  }

  boolean matches(String field) {
    return names.contains(field) || startsWithOne(field);
  }

  /// Whether a prefix covers every field whose name begins so.
  boolean startsWithOne(String field) {
    for (String prefix : prefixes) {
      if (field.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /// Whether some field below the stem, say `event:`, could match.
  boolean touches(String stem) {
    for (String name : names) {
      if (name.startsWith(stem)) {
        return true;
      }
    }
    for (String prefix : prefixes) {
      if (prefix.startsWith(stem) || stem.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
