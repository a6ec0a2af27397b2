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
/// full speed takes a quarter of the memory then and no more CPU time.
///
/// A collection stops everything for as long as it takes to visit what lives. Where collections
/// follow one another so fast that they take more than a share of the time, as they do while a
/// query collects a million groups, the heap may grow further in between; how far has a bound too.
///
/// Other collectors, which a user may choose, know when to collect; nothing is done for them.
final class HeapBound implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeapBound.class);

  /// Heads and what a flush and a merge hold at once.
  private static final long BYTES = 112L << 20;

  /// Growth after which half is too much: it comes on top of what lives on while a flush and a
  /// large merge meet, which is when the process is largest.
  private static final long GROWTH_BYTES = 56L << 20;

  /// More than ingestion ever has: from here on it is a query that needs the memory, and gets it.
  private static final long LARGE_BYTES = 384L << 20;

  /// What a small heap may grow to where collections follow fast: still below what ingestion takes.
  private static final long SMALL_BYTES_MAX = 160L << 20;

  /// A collection should be a fiftieth of the time at most.
  private static final long SHARE = 50;

  private static final String SERIAL_OLD_GENERATION = "Tenured Gen";

  private final MemoryPoolMXBean pool;
  private final NotificationEmitter emitter;
  private final NotificationListener listener = this::collect;

  private long lastNanos = System.nanoTime();

  private HeapBound(MemoryPoolMXBean pool, NotificationEmitter emitter) {
    this.pool = pool;
    this.emitter = emitter;
    setThreshold(1);
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

  /// The pool takes no threshold beyond its own maximum.
  private void setThreshold(double haste) {
    long max = pool.getUsage().getMax();
    long wanted = threshold(pool.getUsage().getUsed(), haste);
    pool.setUsageThreshold(max < 0 ? wanted : Math.min(max, wanted));
  }

  /// The next size worth a collection.
  ///
  /// @param used what lives
  /// @param haste how many times as long it should have taken to grow, 1 where it took long enough
  static long threshold(long used, double haste) {
    boolean large = used > LARGE_BYTES;
    long growth = large ? used / 2 : Math.max(Math.min(used / 2, GROWTH_BYTES), used / 4);
    long wanted = Math.max(BYTES, used + growth);
    long most = large ? 2 * used : Math.max(wanted, SMALL_BYTES_MAX);
    return Math.min(most, used + (long) ((wanted - used) * haste));
  }

  private void collect(Notification notification, Object handback) {
    if (notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED)) {
      long began = System.nanoTime();
      System.gc();
      long ended = System.nanoTime();
      double share = (double) (ended - began) / Math.max(1, ended - lastNanos);
      lastNanos = ended;
      setThreshold(Math.max(1, share * SHARE));
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
