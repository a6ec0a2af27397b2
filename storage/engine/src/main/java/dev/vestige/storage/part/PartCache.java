package dev.vestige.storage.part;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Keeps decoded dictionaries and the like up to a number of bytes, dropping what was not used for
/// the longest time; beside them, as many bytes at most of what stays as long as a part is open.
/// Safe for use by several threads; two of them may load the same thing at once.
public final class PartCache {
  private final long bytesMax;
  private final ChunkCache chunks;
  private final LinkedHashMap<Key, Entry> entries = new LinkedHashMap<>(256, 0.75f, true);
  private final AtomicLong reserved = new AtomicLong();
  private final LongAdder requests = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private long bytes;

  public PartCache(long bytesMax) {
    this(bytesMax, new ChunkCache(0, 0));
  }

  /// @param chunks where the chunks of the same parts are kept
  public PartCache(long bytesMax, ChunkCache chunks) {
    this.bytesMax = bytesMax;
    this.chunks = chunks;
  }

  ChunkCache chunks() {
    return chunks;
  }

  /// What is kept for which open part; parts are told apart by identity.
  record Key(PartReader part, Object what) {
    // Written out, since what a record has by itself is slow while code is cold.
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.part == part && key.what.equals(what);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(part) * 31 + what.hashCode();
    }
  }

  private record Entry(Object value, long bytes) {}

  /// What is kept, empty when nothing is.
  <T> Optional<T> peek(PartReader part, Object what, Class<T> type) {
    synchronized (entries) {
      return Optional.ofNullable(entries.get(new Key(part, what)))
          .map(entry -> type.cast(entry.value));
    }
  }

  /// Sets memory aside for something that stays while its part is open; false when there is no
  /// room.
  boolean reserve(long wanted) {
    long before = reserved.getAndAdd(wanted);
    if (before + wanted > bytesMax) {
      reserved.addAndGet(-wanted);
      return false;
    }
    return true;
  }

  void free(long given) {
    reserved.addAndGet(-given);
  }

  <T> T get(
      PartReader part,
      Object what,
      Class<T> type,
      Function<Object, T> load,
      ToLongFunction<T> size) {
    requests.increment();
    Key key = new Key(part, what);
    synchronized (entries) {
      Entry known = entries.get(key);
      if (known != null) {
        return type.cast(known.value);
      }
    }
    misses.increment();
    T value = load.apply(what);
    put(key, new Entry(value, size.applyAsLong(value)));
    return value;
  }

  private void put(Key key, Entry entry) {
    synchronized (entries) {
      Entry old = entries.put(key, entry);
      bytes += entry.bytes - (old == null ? 0 : old.bytes);
      Iterator<Map.Entry<Key, Entry>> oldest = entries.entrySet().iterator();
      while (bytes > bytesMax && oldest.hasNext()) {
        bytes -= oldest.next().getValue().bytes;
        oldest.remove();
      }
    }
  }

  /// Drops everything kept for a part.
  void forget(PartReader part) {
    chunks.forget(part);
    synchronized (entries) {
      entries
          .entrySet()
          .removeIf(entry -> {
            if (entry.getKey().part != part) {
              return false;
            }
            bytes -= entry.getValue().bytes;
            return true;
          });
    }
  }

  /// How this cache and that of chunks are used.
  public List<CacheUse> uses() {
    CacheUse own =
        new CacheUse("storage/dictionaries", sizeBytes(), bytesMax, requests.sum(), misses.sum());
    return List.of(own, chunks.use());
  }

  /// Bytes kept now.
  public long sizeBytes() {
    synchronized (entries) {
      return bytes;
    }
  }
}
