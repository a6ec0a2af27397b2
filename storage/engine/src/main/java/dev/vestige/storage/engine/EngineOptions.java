package dev.vestige.storage.engine;

import dev.vestige.storage.wal.WalOptions;
import java.time.Duration;

/// How an engine behaves.
///
/// @param wal how the write-ahead log behaves
/// @param retention spans that ended longer ago are refused, and dropped by whole days
/// @param futureRetention spans that end further ahead are refused
/// @param headRowsMax rows in memory that make a flush worthwhile
/// @param headBytesMax bytes in memory that force a flush
/// @param headAgeMax the longest that spans stay in memory only
/// @param workers threads that scan
/// @param cacheBytes memory for decoded dictionaries
/// @param chunkCacheBytes memory for the uncompressed columns of blocks
/// @param missesBeforeCaching how often a column of a block is missed there before it is put in
/// @param freeDiskBytesMin below so many free bytes the store takes no spans
/// @param upkeep how the store looks after its disk
public record EngineOptions(
    WalOptions wal,
    Duration retention,
    Duration futureRetention,
    int headRowsMax,
    long headBytesMax,
    Duration headAgeMax,
    int workers,
    long cacheBytes,
    long chunkCacheBytes,
    int missesBeforeCaching,
    long freeDiskBytesMin,
    UpkeepOptions upkeep) {
  public static final EngineOptions DEFAULTS =
      new EngineOptions(
          WalOptions.DEFAULTS,
          Duration.ofDays(7),
          Duration.ofDays(2),
          160 * 1024,
          48L << 20,
          Duration.ofMinutes(5),
          Math.max(1, Runtime.getRuntime().availableProcessors()),
          32L << 20,
          48L << 20,
          2,
          10_000_000,
          UpkeepOptions.DEFAULTS);

  public EngineOptions withRetention(Duration past, Duration future) {
    return new EngineOptions(
        wal,
        past,
        future,
        headRowsMax,
        headBytesMax,
        headAgeMax,
        workers,
        cacheBytes,
        chunkCacheBytes,
        missesBeforeCaching,
        freeDiskBytesMin,
        upkeep);
  }

  public EngineOptions withWorkers(int newWorkers) {
    return new EngineOptions(
        wal,
        retention,
        futureRetention,
        headRowsMax,
        headBytesMax,
        headAgeMax,
        newWorkers,
        cacheBytes,
        chunkCacheBytes,
        missesBeforeCaching,
        freeDiskBytesMin,
        upkeep);
  }

  public EngineOptions withHeadRowsMax(int rows) {
    return new EngineOptions(
        wal,
        retention,
        futureRetention,
        rows,
        headBytesMax,
        headAgeMax,
        workers,
        cacheBytes,
        chunkCacheBytes,
        missesBeforeCaching,
        freeDiskBytesMin,
        upkeep);
  }

  public EngineOptions withWal(WalOptions options) {
    return new EngineOptions(
        options,
        retention,
        futureRetention,
        headRowsMax,
        headBytesMax,
        headAgeMax,
        workers,
        cacheBytes,
        chunkCacheBytes,
        missesBeforeCaching,
        freeDiskBytesMin,
        upkeep);
  }

  public EngineOptions withCacheBytes(long dictionaries, long chunks) {
    return new EngineOptions(
        wal,
        retention,
        futureRetention,
        headRowsMax,
        headBytesMax,
        headAgeMax,
        workers,
        dictionaries,
        chunks,
        missesBeforeCaching,
        freeDiskBytesMin,
        upkeep);
  }

  public EngineOptions withFreeDiskBytesMin(long bytes) {
    return new EngineOptions(
        wal,
        retention,
        futureRetention,
        headRowsMax,
        headBytesMax,
        headAgeMax,
        workers,
        cacheBytes,
        chunkCacheBytes,
        missesBeforeCaching,
        bytes,
        upkeep);
  }

  public EngineOptions withMissesBeforeCaching(int misses) {
    return new EngineOptions(
        wal,
        retention,
        futureRetention,
        headRowsMax,
        headBytesMax,
        headAgeMax,
        workers,
        cacheBytes,
        chunkCacheBytes,
        misses,
        freeDiskBytesMin,
        upkeep);
  }

  public EngineOptions withUpkeep(UpkeepOptions options) {
    return new EngineOptions(
        wal,
        retention,
        futureRetention,
        headRowsMax,
        headBytesMax,
        headAgeMax,
        workers,
        cacheBytes,
        chunkCacheBytes,
        missesBeforeCaching,
        freeDiskBytesMin,
        options);
  }
}
