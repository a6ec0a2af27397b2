package dev.vestige.logsql.exec.filter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.vestige.base.Cancellation;
import dev.vestige.logsql.exec.value.ByteSearch;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The value contains a match of a regular expression, or is one as a whole. The engine takes
/// linear time, but hundreds of nanoseconds for a short text, so a text without the literals that
/// every match contains is not given to it.
final class RegexpPredicate extends ValuePredicate {
  private final Pattern pattern;
  private final boolean isAnchored;
  private final Cancellation cancellation;
  private final Matcher matcher;

  /// One literal per alternative, at least one of which a match contains; none when some
  /// alternative has no literal.
  private final byte[][] literals;

  RegexpPredicate(
      Pattern pattern,
      boolean isAnchored,
      List<PatternBranch> branches,
      Cancellation cancellation) {
    this(pattern, isAnchored, literals(branches), cancellation);
  }

  private RegexpPredicate(
      Pattern pattern, boolean isAnchored, byte[][] literals, Cancellation cancellation) {
    this.pattern = pattern;
    this.isAnchored = isAnchored;
    this.literals = literals;
    this.cancellation = cancellation;
    this.matcher = pattern.matcher("");
  }

  private static byte[][] literals(List<PatternBranch> branches) {
    byte[][] literals = new byte[branches.size()][];
    for (int i = 0; i < literals.length; i++) {
      literals[i] = branches.get(i).required().getBytes(StandardCharsets.UTF_8);
      if (literals[i].length == 0) {
        return new byte[0][];
      }
    }
    return literals;
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    if (!mayMatch(bytes, from, to)) {
      return false;
    }
    // A large expression may take long for one text, too long to wait for the end of the block.
    cancellation.check();
    // Given bytes, the engine takes the end of a multi-byte character for the start of the text.
    matcher.reset(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    return isAnchored ? matcher.matches() : matcher.find();
  }

  private boolean mayMatch(byte[] bytes, int from, int to) {
    for (byte[] literal : literals) {
      if (ByteSearch.indexOf(bytes, from, to, literal) >= 0) {
        return true;
      }
    }
    return literals.length == 0;
  }

  @Override
  int cost() {
    return Cost.REGEXP;
  }

  @Override
  byte[] required() {
    return literals.length == 1 ? literals[0] : super.required();
  }

  @Override
  ValuePredicate forWorker() {
    return new RegexpPredicate(pattern, isAnchored, literals, cancellation);
  }
}
