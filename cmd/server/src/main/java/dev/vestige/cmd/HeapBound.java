package dev.vestige.cmd;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.util.Optional;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the heap small although it may grow. Spans live in memory for seconds, too long for the
/// young generation, and the serial collector lets the old one grow to its very end before it looks
/// for what died there. So a full collection is asked for when the old generation has grown by half
/// since the last one, by a quarter where it is large, and is larger than a bound: ingesting at
/// full speed takes a quarter of the memory then and no more CPU time, and a query that needs a
/// large heap still gets it.
///
/// Other collectors, which a user may choose, know when to collect; nothing is done for them.
final class HeapBound implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeapBound.class);

  /// Heads and what a flush and a merge hold at once.
  private static final long BYTES = 112L << 20;

  /// Growth after which half is too much: it comes on top of what lives on while a flush and a
  /// large merge meet, which is when the process is largest.
  private static final long GROWTH_BYTES = 56L << 20;

  private static final String SERIAL_OLD_GENERATION = "Tenured Gen";

  private final MemoryPoolMXBean pool;
  private final NotificationEmitter emitter;
  private final NotificationListener listener = this::collect;

  private HeapBound(MemoryPoolMXBean pool, NotificationEmitter emitter) {
    this.pool = pool;
    this.emitter = emitter;
    pool.setUsageThreshold(threshold());
    emitter.addNotificationListener(listener, null, null);
  }

  /// Watches the heap from now on; empty where there is nothing to watch.
  static Optional<HeapBound> start() {
    if (!(ManagementFactory.getMemoryMXBean() instanceof NotificationEmitter emitter)) {
      return Optional.empty();
    }
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals(SERIAL_OLD_GENERATION))
        .filter(MemoryPoolMXBean::isUsageThresholdSupported)
        .findFirst()
        .map(pool -> new HeapBound(pool, emitter));
  }

  /// The next size worth a collection; the pool takes none beyond its own maximum.
  private long threshold() {
    long used = pool.getUsage().getUsed();
    long max = pool.getUsage().getMax();
    long growth = Math.max(Math.min(used / 2, GROWTH_BYTES), used / 4);
    long wanted = Math.max(BYTES, used + growth);
    return max < 0 ? wanted : Math.min(max, wanted);
  }

  private void collect(Notification notification, Object handback) {
    if (notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED)) {
      System.gc();
      pool.setUsageThreshold(threshold());
    }
  }

  @Override
  public void close() {
    try {
      emitter.removeNotificationListener(listener);
    } catch (ListenerNotFoundException e) {
      LOG.debug("the heap was not watched any more", e);
    }
  }
}
