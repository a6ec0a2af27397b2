package dev.vestige.logsql.exec.filter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.vestige.base.Cancellation;
import java.nio.charset.StandardCharsets;

/// The value contains a match of a regular expression, or is one as a whole. The engine takes
/// linear time, but hundreds of nanoseconds for a short text, so a text without the literals that
/// every match contains is not given to it.
final class RegexpPredicate extends ValuePredicate {
  private final Pattern pattern;
  private final boolean isAnchored;
  private final Cancellation cancellation;
  private final Matcher matcher;

  private final RequiredTexts required;

  RegexpPredicate(
      Pattern pattern, boolean isAnchored, RequiredTexts required, Cancellation cancellation) {
    this.pattern = pattern;
    this.isAnchored = isAnchored;
    this.required = required;
    this.cancellation = cancellation;
    this.matcher = pattern.matcher("");
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    if (!required.mayMatch(bytes, from, to)) {
      return false;
    }
    // A large expression may take long for one text, too long to wait for the end of the block.
    cancellation.check();
    // Given bytes, the engine takes the end of a multi-byte character for the start of the text.
    matcher.reset(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    return isAnchored ? matcher.matches() : matcher.find();
  }

  @Override
  int cost() {
    return Cost.REGEXP;
  }

  @Override
  byte[] required() {
    return required.only();
  }

  @Override
  ValuePredicate forWorker() {
    return new RegexpPredicate(pattern, isAnchored, required, cancellation);
  }
}
