package dev.vestige.select.request;

import dev.vestige.logsql.value.Durations;

/// Durations as Prometheus clients write them: `5m`, `1h30m`, or a bare number of seconds.
public final class StepText {
  private StepText() {}

  /// Nanoseconds, or [Durations#NONE] when the text is no duration.
  public static long nanos(String text) {
    long nanos = Durations.parse(text);
    if (nanos != Durations.NONE) {
      return nanos;
    }
    try {
      double seconds = Double.parseDouble(text);
      boolean isPlain = text.chars().noneMatch(c -> c == 'd' || c == 'f' || c == 'x' || c <= ' ');
      return isPlain && Double.isFinite(seconds)
          ? (long) (seconds * Durations.NANOS_PER_SECOND)
          : Durations.NONE;
    } catch (NumberFormatException _) {
      return Durations.NONE;
    }
  }
}
