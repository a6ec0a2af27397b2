package dev.vestige.select.request;

import dev.vestige.base.VestigeException;
import java.util.OptionalLong;

/// Points in time as whole numbers of milliseconds, microseconds or nanoseconds since the epoch,
/// told apart by their size: for each unit the years 1973 to 5138 lie between the same powers of
/// ten.
public final class EpochText {
  private static final long MILLIS_MIN = 100_000_000_000L;
  private static final long MICROS_MIN = 100_000_000_000_000L;
  private static final long NANOS_MIN = 100_000_000_000_000_000L;

  private EpochText() {}

  /// Nanoseconds since the epoch; smaller numbers are microseconds.
  ///
  /// @param name of the argument, for the message
  public static OptionalLong nanos(String name, String text) {
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(nanos(Long.parseLong(text)));
    } catch (NumberFormatException _) {
      throw VestigeException.invalidInput(
          "cannot read the argument `%s`: expected microseconds since the epoch, found `%s`"
              .formatted(name, text));
    }
  }

  private static long nanos(long value) {
    long size = Math.abs(value);
    if (size >= NANOS_MIN) {
      return value;
    }
    return size >= MICROS_MIN || size < MILLIS_MIN ? value * 1_000 : value * 1_000_000;
  }
}
