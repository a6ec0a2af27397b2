package dev.vestige.storage.engine;

import dev.vestige.base.TimeRange;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.DiskSpace;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Says which times are kept, and has whole days dropped that are not, or that the disk has no room
/// for.
final class Retention {
  /// The newest days, which the bounds of the disk leave alone: without them nothing would be left
  /// of what was just taken in.
  private static final int DAYS_MIN = 2;

  /// Searches may hold dropped files for a while, and until they let go the disk is as full as
  /// before.
  private static final long AFTER_DROP_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Directory directory;
  private final EngineOptions options;
  private final Catalog catalog;
  private final LongSupplier walBytes;
  private final Dropping dropping;
  private long nextDiskCheck = System.nanoTime();

  Retention(
      Directory directory,
      EngineOptions options,
      Catalog catalog,
      LongSupplier walBytes,
      Dropping dropping) {
    this.directory = directory;
    this.options = options;
    this.catalog = catalog;
    this.walBytes = walBytes;
    this.dropping = dropping;
  }

  /// The end times that are neither too old nor too far ahead now.
  TimeRange accepted() {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    return new TimeRange(
        saturated(now, options.retention().negated()), saturated(now, options.futureRetention()));
  }

  private static long saturated(long now, Duration offset) {
    try {
      return Math.addExact(now, offset.toNanos());
    } catch (ArithmeticException _) {
      return offset.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /// Drops what has to go.
  void enforce() {
    Day oldest = Day.of(accepted().fromNanos());
    dropping.drop(day -> day.compareTo(oldest) < 0, "past the retention");
    dropOldest(excessBytes());
    if (System.nanoTime() - nextDiskCheck >= 0 && dropOldest(excessOfDisk())) {
      nextDiskCheck = System.nanoTime() + AFTER_DROP_NANOS;
    }
  }

  /// Drops as many of the oldest days as it takes; false when none may go, or none has to.
  private boolean dropOldest(long excess) {
    Day last = lastToDrop(excess);
    if (last.epochDay() == Long.MIN_VALUE) {
      return false;
    }
    dropping.drop(day -> day.compareTo(last) <= 0, "the oldest, and the disk is too full");
    return true;
  }

  /// Whether a day would be dropped at once.
  boolean isPast(Day day) {
    return day.compareTo(Day.of(accepted().fromNanos())) < 0;
  }

  /// By how much the data is larger than allowed.
  private long excessBytes() {
    if (options.upkeep().diskBytesMax() == 0) {
      return 0;
    }
    long bytes = bytesOfDays().values().stream().mapToLong(Long::longValue).sum();
    return bytes + walBytes.getAsLong() - options.upkeep().diskBytesMax();
  }

  /// By how much the disk is fuller than allowed.
  private long excessOfDisk() {
    if (options.upkeep().diskPercentMax() == 0) {
      return 0;
    }
    DiskSpace space = directory.space();
    long allowed = (long) (space.totalBytes() / 100.0 * options.upkeep().diskPercentMax());
    return space.totalBytes() - space.freeBytes() - allowed;
  }

  private NavigableMap<Day, Long> bytesOfDays() {
    TreeMap<Day, Long> bytes = new TreeMap<>();
    catalog
        .view()
        .parts()
        .forEach(part -> bytes.merge(part.day(), part.summary().sizeBytes(), Long::sum));
    catalog
        .damaged()
        .forEach(part -> bytes.merge(part.day(), part.summary().sizeBytes(), Long::sum));
    return bytes;
  }

  /// The newest day that has to go, before all days when none may. What is left of days because it
  /// is pinned stays, and others go instead.
  private Day lastToDrop(long excess) {
    NavigableMap<Day, Long> days = bytesOfDays();
    long left = excess;
    Day last = new Day(Long.MIN_VALUE);
    while (left > 0 && days.size() > DAYS_MIN) {
      Map.Entry<Day, Long> oldest = days.pollFirstEntry();
      if (dropping.isOpen(oldest.getKey())) {
        last = oldest.getKey();
        left -= oldest.getValue();
      }
    }
    return last;
  }
}
