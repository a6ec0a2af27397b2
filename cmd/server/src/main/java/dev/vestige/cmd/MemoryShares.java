package dev.vestige.cmd;

import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.MemoryFlags;
import dev.vestige.storage.engine.EngineOptions;

/// What parts of the heap are for, by `-memory.allowedPercent` and `-memory.allowedBytes`: a cache
/// of what was decoded takes an eighth of what they allow and no more than it has use for, and the
/// state of one query half of the rest, so that two that need much fit beside each other.
///
/// @param cacheBytes for the cache
/// @param queryBytes for the state of one query
record MemoryShares(long cacheBytes, long queryBytes) {
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
    long cache = Math.min(EngineOptions.DEFAULTS.cacheBytes(), allowed / CACHE_PART);
    return new MemoryShares(cache, (allowed - cache) / 2);
  }
}
