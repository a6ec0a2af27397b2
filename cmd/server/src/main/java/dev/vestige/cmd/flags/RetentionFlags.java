package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.NUMBER;
import static dev.vestige.cmd.flags.ScalarType.PATH;
import static dev.vestige.cmd.flags.ScalarType.RETENTION;
import static dev.vestige.cmd.flags.ScalarType.SIZE;

import java.time.Duration;
import java.util.List;

/// How long spans are kept. Durations without a unit count months of 31 days.
public final class RetentionFlags {
  public static final Flag<Duration> RETENTION_PERIOD =
      Flag.of(
          "retentionPeriod",
          ScalarType.between(RETENTION, "1d", "100y"),
          "7d",
          Role.STORAGE,
          "How long spans are kept, by their end time. Whole days are dropped; older spans are"
              + " refused. A number without a unit counts months.");

  public static final Flag<Duration> FUTURE_RETENTION =
      Flag.of(
          "futureRetention",
          RETENTION,
          "2d",
          Role.STORAGE,
          "How far in the future a span may end; later ones are refused.");

  public static final Flag<Duration> MAX_BACKFILL_AGE =
      Flag.of(
          "maxBackfillAge",
          RETENTION,
          "0",
          Role.STORAGE,
          "Age above which spans are refused even though the retention would keep them. 0 means"
              + " none.");

  public static final Flag<Long> MAX_DISK_SPACE_USAGE_BYTES =
      Flag.of(
          "retention.maxDiskSpaceUsageBytes",
          SIZE,
          "0",
          Role.STORAGE,
          "Size of the data above which the oldest days are dropped before their time. The last two"
              + " days always stay. 0 means no bound.");

  public static final Flag<Integer> MAX_DISK_USAGE_PERCENT =
      Flag.of(
          "retention.maxDiskUsagePercent",
          ScalarType.between(NUMBER, "0", "100"),
          "0",
          Role.STORAGE,
          "How full the disk of -storageDataPath may be, whoever fills it, before the oldest days are"
              + " dropped. The last two days always stay. 0 means no bound. Not together with"
              + " -retention.maxDiskSpaceUsageBytes.");

  public static final Flag<String> TENANTS_FILE =
      Flag.of(
          "retention.tenantsFile",
          PATH,
          "",
          Role.STORAGE,
          "File with tenants whose spans go earlier than -retentionPeriod says, a line like '12:0 3d'"
              + " for each. Read again when it changes.");

  static final FlagGroup GROUP =
      new FlagGroup(
          "Retention",
          List.of(
              RETENTION_PERIOD,
              FUTURE_RETENTION,
              MAX_BACKFILL_AGE,
              MAX_DISK_SPACE_USAGE_BYTES,
              MAX_DISK_USAGE_PERCENT,
              TENANTS_FILE));

  private RetentionFlags() {}
}
