package dev.vestige.storage.engine;

import dev.vestige.storage.part.ReadContext;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Lends decompression contexts to whoever reads for a moment. Safe for use by several threads.
final class ReadContexts implements AutoCloseable {
  private static final int KEPT_MAX = 32;

  private final ConcurrentLinkedQueue<ReadContext> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger kept = new AtomicInteger();

  ReadContext borrow() {
    ReadContext context = idle.poll();
    if (context == null) {
      return ReadContext.ofQueries();
    }
    kept.decrementAndGet();
    return context;
  }

  void giveBack(ReadContext context) {
    if (kept.incrementAndGet() > KEPT_MAX) {
      kept.decrementAndGet();
      context.close();
    } else {
      idle.add(context);
    }
  }

  @Override
  public void close() {
    for (ReadContext context = idle.poll(); context != null; context = idle.poll()) {
      context.close();
    }
  }
}
