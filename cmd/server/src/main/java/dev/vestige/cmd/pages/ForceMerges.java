package dev.vestige.cmd.pages;

import dev.vestige.base.Threads;
import dev.vestige.base.VestigeException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Merges partitions in the background, one request after another. Asking for what waits already
/// changes nothing. Safe for use by several threads.
final class ForceMerges {
  private static final Logger LOG = LoggerFactory.getLogger(ForceMerges.class);

  private final Consumer<String> merge;
  private final Set<String> waiting = new LinkedHashSet<>();
  private boolean isRunning;

  /// @param merge merges the partitions whose name begins with a prefix
  ForceMerges(Consumer<String> merge) {
    this.merge = merge;
  }

  /// Begins as soon as the earlier ones are done.
  synchronized void begin(String prefix) {
    if (waiting.size() >= Limits.FORCE_MERGES_MAX) {
      waiting.clear();
      waiting.add("");
    } else {
      waiting.add(prefix);
    }
    if (!isRunning) {
      isRunning = true;
      Threads.start("force-merge", this::runAll);
    }
  }

  private synchronized Optional<String> next() {
    Iterator<String> prefixes = waiting.iterator();
    isRunning = prefixes.hasNext();
    if (!isRunning) {
      return Optional.empty();
    }
    String prefix = prefixes.next();
    prefixes.remove();
    return Optional.of(prefix);
  }

  private void runAll() {
    for (Optional<String> prefix = next(); prefix.isPresent(); prefix = next()) {
      try {
        merge.accept(prefix.get());
      } catch (VestigeException e) {
        LOG.error("a forced merge of the partitions {}* failed", prefix.get(), e);
      }
    }
  }
}
