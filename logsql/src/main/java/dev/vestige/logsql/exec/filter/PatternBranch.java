package dev.vestige.logsql.exec.filter;

import java.util.List;

/// What is known about one alternative of a regular expression without running it.
///
/// @param pieces literal texts that a match contains one after the other, without overlap
/// @param isWhole whether the alternative is nothing but these pieces with `.*` between them
/// @param atStart whether it starts with `^`; meant only with `isWhole`
/// @param atEnd whether it ends with `$`; meant only with `isWhole`
record PatternBranch(List<String> pieces, boolean isWhole, boolean atStart, boolean atEnd) {
  PatternBranch {
    pieces = List.copyOf(pieces);
  }

  /// The longest piece; empty when no literal text is required.
  String required() {
    String longest = "";
    for (String piece : pieces) {
      longest = piece.length() > longest.length() ? piece : longest;
    }
    return longest;
  }

  PatternBranch anchored() {
    return new PatternBranch(pieces, isWhole, true, true);
  }
}
