package dev.vestige.cmd;

import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.MemoryFlags;
import dev.vestige.storage.engine.EngineOptions;

/// What parts of the heap are for, by `-memory.allowedPercent` and `-memory.allowedBytes`: a cache
/// of dictionaries and one of uncompressed columns each take an eighth of what they allow and no
/// more than they have use for, and the state of one query half of the rest, so that two that need
/// much fit beside each other.
///
/// @param dictionaryBytes for the cache of dictionaries
/// @param chunkBytes for the cache of columns
/// @param queryBytes for the state of one query
record MemoryShares(long dictionaryBytes, long chunkBytes, long queryBytes) {
  private static final int CACHE_PART = 8;

  static MemoryShares of(Flags flags) {
    return of(flags, Runtime.getRuntime().maxMemory());
  }

  static MemoryShares of(Flags flags, long heapBytes) {
    long bytes = flags.get(MemoryFlags.ALLOWED_BYTES);
    long allowed =
        bytes > 0
            ? Math.min(bytes, heapBytes)
            : (long) (heapBytes / 100.0 * flags.get(MemoryFlags.ALLOWED_PERCENT));
    long dictionaries = Math.min(EngineOptions.DEFAULTS.cacheBytes(), allowed / CACHE_PART);
    long chunks = Math.min(EngineOptions.DEFAULTS.chunkCacheBytes(), allowed / CACHE_PART);
    return new MemoryShares(dictionaries, chunks, (allowed - dictionaries - chunks) / 2);
  }
}
