package dev.vestige.cmd;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Things that were started, to be closed in reverse. A failure to close one is logged and does not
/// keep the others from being closed. Not thread-safe.
final class Closing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Deque<Step> steps = new ArrayDeque<>();

  private record Step(String name, AutoCloseable thing) {}

  /// Remembers a thing to be closed before all that are known already.
  ///
  /// @param name what the log calls it
  <T extends AutoCloseable> T add(String name, T thing) {
    steps.push(new Step(name, thing));
    return thing;
  }

  @Override
  public void close() {
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      long start = System.nanoTime();
      try {
        step.thing().close();
        LOG.info("closed {} in {} ms", step.name(), millisSince(start));
      } catch (Exception e) {
        LOG.error("cannot close {}", step.name(), e);
      }
    }
  }

  static long millisSince(long startNanoTime) {
    return (System.nanoTime() - startNanoTime) / 1_000_000;
  }
}
