package dev.vestige.it.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something that another process does and can only be looked at.
public final class Await {

  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  private Await() {}

  /// Returns as soon as the condition holds; fails with the words of `otherwise` after the limit.
  public static void until(Duration limit, BooleanSupplier condition, String otherwise) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("after " + limit.toSeconds() + " s " + otherwise);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }
}
