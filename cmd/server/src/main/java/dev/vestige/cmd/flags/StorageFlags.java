package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.BOOL;
import static dev.vestige.cmd.flags.ScalarType.DURATION;
import static dev.vestige.cmd.flags.ScalarType.NUMBER;
import static dev.vestige.cmd.flags.ScalarType.PATH;
import static dev.vestige.cmd.flags.ScalarType.RETENTION;
import static dev.vestige.cmd.flags.ScalarType.SIZE;

import java.time.Duration;
import java.util.List;

/// Where spans are kept and how.
public final class StorageFlags {
  public static final Flag<String> STORAGE_DATA_PATH =
      Flag.of(
          "storageDataPath",
          PATH,
          "vestige-data",
          Role.STORAGE,
          "Directory of the data. Created when there is none; one process may use it at a time.");

  public static final Flag<Duration> INMEMORY_DATA_FLUSH_INTERVAL =
      Flag.of(
          "inmemoryDataFlushInterval",
          ScalarType.atLeast(DURATION, "1s"),
          "5s",
          Role.STORAGE,
          "With -storage.walSync=interval, how long spans that were taken in may wait for the sync"
              + " that makes them survive a power loss.");

  public static final Flag<Long> MIN_FREE_DISK_SPACE_BYTES =
      Flag.of(
          "storage.minFreeDiskSpaceBytes",
          SIZE,
          "10MB",
          Role.STORAGE,
          "Free space of the disk of -storageDataPath below which spans are refused with status"
              + " 429.");

  public static final Flag<String> WAL_SYNC =
      Flag.of(
          "storage.walSync",
          ScalarType.oneOf("always", "interval", "os"),
          "always",
          Role.STORAGE,
          "When a request is answered: always after its spans are synced to disk, so that they survive"
              + " a power loss; interval before that, with a sync every -inmemoryDataFlushInterval; os"
              + " with none. All three survive the death of the process.");

  public static final Flag<Duration> SNAPSHOTS_MAX_AGE =
      Flag.of(
          "snapshotsMaxAge",
          RETENTION,
          "3d",
          Role.STORAGE,
          "Age at which snapshots are deleted. 0 means never.");

  public static final Flag<Boolean> LOG_NEW_STREAMS =
      Flag.of(
          "logNewStreams",
          BOOL,
          "false",
          Role.STORAGE,
          "Whether to log every new stream, to find out what makes them many.");

  public static final Flag<Boolean> LOG_INGESTED_ROWS =
      Flag.of(
          "logIngestedRows",
          BOOL,
          "false",
          Role.STORAGE,
          "Whether to log every span that is taken in. For debugging only.");

  public static final Flag<Integer> BLOCK_CACHE_MISSES =
      Flag.of(
          "blockcache.missesBeforeCaching",
          ScalarType.atLeast(NUMBER, "0"),
          "2",
          Role.STORAGE,
          "How often a block must be missed in the cache before it is put there.");

  public static final Flag<Integer> DEFAULT_PARALLEL_READERS =
      Flag.computed(
          "defaultParallelReaders",
          ScalarType.atLeast(NUMBER, "1"),
          "2 per CPU core",
          () -> 2 * Runtime.getRuntime().availableProcessors(),
          Role.STORAGE,
          "How many reads of the disk a query may have under way at once. More than one per CPU core are none.");

  static final FlagGroup GROUP =
      new FlagGroup(
          "Storage",
          List.of(
              STORAGE_DATA_PATH,
              INMEMORY_DATA_FLUSH_INTERVAL,
              MIN_FREE_DISK_SPACE_BYTES,
              WAL_SYNC,
              SNAPSHOTS_MAX_AGE,
              LOG_NEW_STREAMS,
              LOG_INGESTED_ROWS,
              BLOCK_CACHE_MISSES,
              DEFAULT_PARALLEL_READERS));

  private StorageFlags() {}
}
