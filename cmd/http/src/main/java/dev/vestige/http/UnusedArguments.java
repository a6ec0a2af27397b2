package dev.vestige.http;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds arguments of a request that its endpoint did not ask for: mostly misspelt ones, which
/// would pass unnoticed otherwise. An endpoint that asks for none is taken to ignore them. Confined
/// to the request's thread.
final class UnusedArguments {
  static final String HEADER = "Vestige-Unused-Arguments";
  private static final int TOLD_MAX = 10;

  /// Names that can stand in a header as they are.
  private static final Pattern PLAIN = Pattern.compile("[\\w.:@\\[\\]-]{1,64}");

  private final Set<String> asked = new HashSet<>();

  /// The endpoint asks for an argument.
  void ask(String name) {
    asked.add(name);
  }

  /// The names of those it did not ask for, with commas between; empty when there are none.
  ///
  /// @param inQuery the names of those in the query string
  /// @param inForm the names of those in the form
  String among(Set<String> inQuery, Set<String> inForm) {
    // Nearly always all were asked for.
    if (asked.isEmpty() || (asked.containsAll(inQuery) && asked.containsAll(inForm))) {
      return "";
    }
    Set<String> names = new TreeSet<>(inQuery);
    names.addAll(inForm);
    names.removeAll(asked);
    return names.stream()
        .filter(name -> PLAIN.matcher(name).matches())
        .limit(TOLD_MAX)
        .collect(Collectors.joining(", "));
  }
}
