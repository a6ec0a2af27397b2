package dev.vestige.logsql.exec.filter;

import dev.vestige.logsql.exec.value.ByteSearch;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Literal texts of which every match of a regular expression contains at least one, to be looked
/// for first: the engine takes hundreds of nanoseconds for a short value. Immutable.
public final class RequiredTexts {
  /// One per alternative; none when some alternative has no literal.
  private final byte[][] literals;

  private RequiredTexts(byte[][] literals) {
    this.literals = literals;
  }

  /// Of an expression that is known to compile.
  public static RequiredTexts of(String expression) {
    return of(Regexps.usable(PatternReader.read(expression)));
  }

  static RequiredTexts of(List<PatternBranch> branches) {
    byte[][] literals = new byte[branches.size()][];
    for (int i = 0; i < literals.length; i++) {
      literals[i] = branches.get(i).required().getBytes(StandardCharsets.UTF_8);
      if (literals[i].length == 0) {
        return new RequiredTexts(new byte[0][]);
      }
    }
    return new RequiredTexts(literals);
  }

  /// False when a text surely has no match.
  public boolean mayMatch(byte[] bytes, int from, int to) {
    for (byte[] literal : literals) {
      if (ByteSearch.indexOf(bytes, from, to, literal) >= 0) {
        return true;
      }
    }
    return literals.length == 0;
  }

  /// The text that every match contains; empty when there is no such one.
  byte[] only() {
    return literals.length == 1 ? literals[0] : new byte[0];
  }
}
