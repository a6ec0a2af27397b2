package dev.vestige.http.grpc;

import dev.vestige.base.Cancellation;
import dev.vestige.base.VestigeException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Reads the header `grpc-timeout`: up to eight digits and a unit.
final class GrpcDeadline {
  private static final int DIGITS_MAX = 8;

  private GrpcDeadline() {}

  /// A cancellation that follows another one, and expires when the caller stops waiting.
  static Cancellation of(Optional<String> timeout, Cancellation parent) {
    if (timeout.isEmpty()) {
      return parent;
    }
    Cancellation limited = Cancellation.afterMillis(millis(timeout.get()));
    parent.onCancel(limited::cancel);
    return limited;
  }

  static long millis(String timeout) {
    int digits = timeout.length() - 1;
    if (digits < 1
        || digits > DIGITS_MAX
        || !timeout.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9')) {
      throw invalid(timeout);
    }
    TimeUnit unit =
        switch (timeout.charAt(digits)) {
          case 'H' -> TimeUnit.HOURS;
          case 'M' -> TimeUnit.MINUTES;
          case 'S' -> TimeUnit.SECONDS;
          case 'm' -> TimeUnit.MILLISECONDS;
          case 'u' -> TimeUnit.MICROSECONDS;
          case 'n' -> TimeUnit.NANOSECONDS;
          default -> throw invalid(timeout);
        };
    return unit.toMillis(Long.parseLong(timeout.substring(0, digits)));
  }

  private static VestigeException invalid(String timeout) {
    return VestigeException.invalidInput(
        "expected digits and one of H, M, S, m, u, n in grpc-timeout, found \"" + timeout + '"');
  }
}
