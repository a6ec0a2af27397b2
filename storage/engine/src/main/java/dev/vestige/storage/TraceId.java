package dev.vestige.storage;

import dev.vestige.base.encoding.ByteSink;
import java.util.Optional;

/// A trace id of 16 bytes.
public record TraceId(long high, long low) implements Comparable<TraceId> {
  private static final int DIGITS = 32;

  /// Reads an id in upper or lower case, with or without dashes and leading zeros.
  public static Optional<TraceId> parse(String text) {
    String digits = text.replace("-", "");
    if (digits.isEmpty() || digits.length() > DIGITS) {
      return Optional.empty();
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0 || digits.charAt(i) > 'f') {
        return Optional.empty();
      }
      high = high << 4 | low >>> 60;
      low = low << 4 | digit;
    }
    return high == 0 && low == 0 ? Optional.empty() : Optional.of(new TraceId(high, low));
  }

  @Override
  public int compareTo(TraceId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /// Thirty-two lower-case hex digits.
  @Override
  public String toString() {
    ByteSink out = new ByteSink(DIGITS);
    IdText.append(high, out);
    IdText.append(low, out);
    return out.slice().toString();
  }
}
