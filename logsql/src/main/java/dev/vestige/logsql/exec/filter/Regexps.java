package dev.vestige.logsql.exec.filter;

import com.google.re2j.Pattern;
import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Chooses how a regular expression is run. The expressions are known to compile and to be of
/// bearable size: the parser of queries has seen to both.
final class Regexps {
  /// From this many alternatives on, one run of the expression is cheaper than a search for each.
  private static final int BRANCHES_MAX = 16;

  private Regexps() {}

  /// For an expression that may match anywhere in the value.
  static ValuePredicate unanchored(String expression, Cancellation cancellation) {
    List<PatternBranch> branches = PatternReader.read(expression);
    if (isLiteral(branches)) {
      return literal(branches);
    }
    return new RegexpPredicate(
        Pattern.compile(expression), false, RequiredTexts.of(usable(branches)), cancellation);
  }

  /// For an expression that must match the whole value.
  static ValuePredicate anchored(String expression, Cancellation cancellation) {
    List<PatternBranch> branches = PatternReader.read(expression);
    if (isLiteral(branches)) {
      return literal(branches.stream().map(PatternBranch::anchored).toList());
    }
    return new RegexpPredicate(
        Pattern.compile(expression), true, RequiredTexts.of(usable(branches)), cancellation);
  }

  /// The words that a value must have to match.
  static WordDemand demand(String expression) {
    List<List<ByteSlice>> alternatives = new ArrayList<>();
    for (PatternBranch branch : PatternReader.read(expression)) {
      List<ByteSlice> words = new ArrayList<>();
      for (String piece : branch.pieces()) {
        words.addAll(WordDemand.wordsInside(piece.getBytes(StandardCharsets.UTF_8)));
      }
      alternatives.add(words);
    }
    return WordDemand.any(alternatives);
  }

  private static boolean isLiteral(List<PatternBranch> branches) {
    return !branches.isEmpty()
        && branches.size() <= BRANCHES_MAX
        && branches.stream().allMatch(PatternBranch::isWhole);
  }

  private static ValuePredicate literal(List<PatternBranch> branches) {
    return branches.size() == 1
        ? new LiteralGapsPredicate(branches.getFirst())
        : new AnyOfPredicate(branches.stream().map(LiteralGapsPredicate::new).toList());
  }

  static List<PatternBranch> usable(List<PatternBranch> branches) {
    return branches.size() <= BRANCHES_MAX ? branches : List.of();
  }
}
