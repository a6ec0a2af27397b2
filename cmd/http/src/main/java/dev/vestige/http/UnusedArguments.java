package dev.vestige.http;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  String among(Stream<String> sent) {
    if (asked.isEmpty()) {
      return "";
    }
    Set<String> names = sent.collect(Collectors.toCollection(TreeSet::new));
    names.removeAll(asked);
    return names.stream()
        .filter(name -> PLAIN.matcher(name).matches())
        .limit(TOLD_MAX)
        .collect(Collectors.joining(", "));
  }
}
