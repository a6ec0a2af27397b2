package dev.vestige.storage.engine;

import dev.vestige.storage.wal.WalOptions;
import java.time.Duration;
import java.util.function.Consumer;

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
          40L << 20,
          Duration.ofMinutes(5),
          Math.max(1, Runtime.getRuntime().availableProcessors()),
          32L << 20,
          48L << 20,
          2,
          10_000_000,
          UpkeepOptions.DEFAULTS);

  public EngineOptions withRetention(Duration past, Duration future) {
    return with(draft -> {
      draft.retention = past;
      draft.futureRetention = future;
    });
  }

  public EngineOptions withWorkers(int newWorkers) {
    return with(draft -> draft.workers = newWorkers);
  }

  public EngineOptions withHeadRowsMax(int rows) {
    return with(draft -> draft.headRowsMax = rows);
  }

  public EngineOptions withWal(WalOptions options) {
    return with(draft -> draft.wal = options);
  }

  public EngineOptions withCacheBytes(long dictionaries, long chunks) {
    return with(draft -> {
      draft.cacheBytes = dictionaries;
      draft.chunkCacheBytes = chunks;
    });
  }

  public EngineOptions withFreeDiskBytesMin(long bytes) {
    return with(draft -> draft.freeDiskBytesMin = bytes);
  }

  public EngineOptions withMissesBeforeCaching(int misses) {
    return with(draft -> draft.missesBeforeCaching = misses);
  }

  public EngineOptions withUpkeep(UpkeepOptions options) {
    return with(draft -> draft.upkeep = options);
  }

  private EngineOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  /// The same options while one of them changes: the only place that lists them all again.
  private static final class Draft {
    private WalOptions wal;
    private Duration retention;
    private Duration futureRetention;
    private int headRowsMax;
    private long headBytesMax;
    private Duration headAgeMax;
    private int workers;
    private long cacheBytes;
    private long chunkCacheBytes;
    private int missesBeforeCaching;
    private long freeDiskBytesMin;
    private UpkeepOptions upkeep;

    Draft(EngineOptions options) {
      wal = options.wal;
      retention = options.retention;
      futureRetention = options.futureRetention;
      headRowsMax = options.headRowsMax;
      headBytesMax = options.headBytesMax;
      headAgeMax = options.headAgeMax;
      workers = options.workers;
      cacheBytes = options.cacheBytes;
      chunkCacheBytes = options.chunkCacheBytes;
      missesBeforeCaching = options.missesBeforeCaching;
      freeDiskBytesMin = options.freeDiskBytesMin;
      upkeep = options.upkeep;
    }

    EngineOptions finished() {
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
          upkeep);
    }
  }
}
