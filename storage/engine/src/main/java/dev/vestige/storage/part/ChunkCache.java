package dev.vestige.storage.part;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Keeps chunks of columns with nothing in them compressed, up to a number of bytes: a scan that
/// finds its columns here neither reads files nor decompresses, and a row takes a byte or two in a
/// column of codes, where the decoded form takes four. Chunks come in when they were missed often
/// enough, and of those that were not used since the last look the one that came first goes.
///
/// Safe for use by several threads. Looking up takes no lock; putting something in does.
public final class ChunkCache {
  /// Misses are counted by hash; two chunks that share a counter come in a little early.
  private static final int COUNTERS = 1 << 16;

  /// After so many misses all counts are halved, so that what was missed long ago is forgotten.
  private static final int MISSES_REMEMBERED = 2 * COUNTERS;

  /// What an entry takes beside its bytes: key, entry, and their places in two tables.
  private static final int ENTRY_BYTES = 128;

  private final long bytesMax;
  private final int missesBeforeCaching;
  private final Map<Place, Entry> entries = new ConcurrentHashMap<>();
  private final ArrayDeque<Entry> byAge = new ArrayDeque<>();
  private final byte[] misses = new byte[COUNTERS];
  private final LongAdder requests = new LongAdder();
  private final LongAdder missed = new LongAdder();
  private int missesCounted;
  private long bytes;

  /// A chunk of an open part; parts are told apart by identity.
  private record Place(PartReader part, long offset) {
    // A scan looks up some hundred chunks a block; what a record has by itself took an eighth of
    // the time of a query for a few rows of each.
    @Override
    public boolean equals(Object other) {
      return other instanceof Place place && place.part == part && place.offset == offset;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(part) * 31 + Long.hashCode(offset);
    }
  }

  private static final class Entry {
    final Place place;
    final byte[] chunk;
    volatile boolean used;

    Entry(Place place, byte[] chunk) {
      this.place = place;
      this.chunk = chunk;
    }

    long sizeBytes() {
      return (long) chunk.length + ENTRY_BYTES;
    }
  }

  /// @param missesBeforeCaching how often a chunk is missed before it may come in
  public ChunkCache(long bytesMax, int missesBeforeCaching) {
    this.bytesMax = bytesMax;
    this.missesBeforeCaching = Math.min(missesBeforeCaching, Byte.MAX_VALUE - 1);
  }

  /// The bytes of a chunk, which nobody changes.
  Optional<byte[]> get(PartReader part, long offset) {
    requests.increment();
    Entry entry = entries.get(new Place(part, offset));
    if (entry == null) {
      missed.increment();
      return Optional.empty();
    }
    // A write to what other threads read costs more than looking first.
    if (!entry.used) {
      entry.used = true;
    }
    return Optional.of(entry.chunk);
  }

  /// Notes that a chunk was missed and says whether it is to come in.
  boolean wants(PartReader part, long offset, int length) {
    if (length > bytesMax / 8) {
      return false;
    }
    int hash = new Place(part, offset).hashCode() * 0x9E37_79B9;
    int counter = (hash >>> 16) & (COUNTERS - 1);
    synchronized (byAge) {
      if (++missesCounted > MISSES_REMEMBERED) {
        missesCounted = 0;
        for (int i = 0; i < COUNTERS; i++) {
          misses[i] >>= 1;
        }
      }
      return ++misses[counter] > missesBeforeCaching;
    }
  }

  void put(PartReader part, long offset, byte[] chunk) {
    Entry entry = new Entry(new Place(part, offset), chunk);
    synchronized (byAge) {
      if (entries.putIfAbsent(entry.place, entry) != null) {
        return;
      }
      byAge.add(entry);
      bytes += entry.sizeBytes();
      while (bytes > bytesMax) {
        dropOne();
      }
    }
  }

  /// Whatever was used since it was looked at last gets another round.
  private void dropOne() {
    Entry oldest = byAge.remove();
    if (oldest.used) {
      oldest.used = false;
      byAge.add(oldest);
    } else {
      entries.remove(oldest.place);
      bytes -= oldest.sizeBytes();
    }
  }

  /// Drops everything kept for a part, which is closed.
  void forget(PartReader part) {
    synchronized (byAge) {
      byAge.removeIf(entry -> {
        if (entry.place.part != part) {
          return false;
        }
        entries.remove(entry.place);
        bytes -= entry.sizeBytes();
        return true;
      });
    }
  }

  CacheUse use() {
    return new CacheUse("storage/chunks", sizeBytes(), bytesMax, requests.sum(), missed.sum());
  }

  /// Bytes kept now.
  public long sizeBytes() {
    synchronized (byAge) {
      return bytes;
    }
  }
}
