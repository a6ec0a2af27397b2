package dev.vestige.storage;

import dev.vestige.base.encoding.ByteSink;
import java.util.Optional;

/// The name that a batch has between nodes. A sender draws a random number for itself and for the
/// node it sends to, and counts its batches from 1.
public record BatchId(long sender, long number) {
  /// Reads what [#toString()] wrote; empty when that cannot be.
  public static Optional<BatchId> parse(String text) {
    int dash = text.indexOf('-');
    if (dash != 16 || text.length() < 18) {
      return Optional.empty();
    }
    try {
      long number = Long.parseLong(text, dash + 1, text.length(), 10);
      long sender = Long.parseUnsignedLong(text, 0, dash, 16);
      return number < 1 ? Optional.empty() : Optional.of(new BatchId(sender, number));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Sixteen hex digits, a dash, a decimal number.
  @Override
  public String toString() {
    ByteSink out = new ByteSink();
    IdText.append(sender, out);
    return out.slice() + "-" + number;
  }
}
