package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.BOOL;
import static dev.vestige.cmd.flags.ScalarType.DURATION;
import static dev.vestige.cmd.flags.ScalarType.NUMBER;
import static dev.vestige.cmd.flags.ScalarType.PATH;
import static dev.vestige.cmd.flags.ScalarType.SECRET;
import static dev.vestige.cmd.flags.ScalarType.SIZE;
import static dev.vestige.cmd.flags.ScalarType.TEXT;

import java.time.Duration;
import java.util.List;

/// What the commands `snapshot`, `backup` and `restore` are told.
public final class BackupFlags {
  public static final Flag<List<String>> ADDR =
      flag(
          "addr",
          new ListType<>(TEXT),
          "http://127.0.0.1:10428",
          "The storage nodes, each with -http.pathPrefix where it has one.");

  public static final Flag<Boolean> LIST_SNAPSHOTS =
      flag("list", BOOL, "false", "List the snapshots of each node instead of making one.");

  public static final Flag<Duration> DELETE_OLDER_THAN =
      flag(
          "deleteOlderThan",
          DURATION,
          "0",
          "Delete the snapshots that are older than that instead of making one; 0 for none.");

  public static final Flag<Secret> AUTH_KEY =
      flag("authKey", SECRET, "", "What the nodes have as -partitionManageAuthKey; for snapshots.");

  public static final Flag<List<String>> HEADERS =
      flag(
          "header",
          new ListType<>(TEXT),
          "",
          "Header of the requests to nodes, such as 'Authorization: Bearer ...'.");

  public static final Flag<String> BACKUP_SRC =
      flag(
          "src",
          TEXT,
          "http://127.0.0.1:10428",
          "A snapshot, the data directory of a node that does not run, or the address of a node on"
              + " this host, which then makes a snapshot and deletes it afterwards.");

  public static final Flag<String> BACKUP_DST =
      flag("dst", PATH, "", "The directory of the backups of this node.");

  public static final Flag<Integer> KEEP =
      flag(
          "keep",
          ScalarType.between(NUMBER, "0", "100000"),
          "0",
          "How many backups to keep; older ones are deleted after a good backup. 0 for all.");

  public static final Flag<Long> RATE_LIMIT =
      flag("rateLimit", SIZE, "0", "Bytes to copy per second at most; 0 for no limit.");

  public static final Flag<Boolean> LIST_BACKUPS =
      flag("list", BOOL, "false", "List the backups in -dst instead of making one.");

  public static final Flag<Boolean> CHECK =
      flag(
          "check",
          BOOL,
          "false",
          "Read the youngest backup in -dst and compare checksums instead of making one.");

  public static final Flag<String> RESTORE_SRC =
      flag("src", PATH, "", "The directory of the backups, as -dst of vestige backup.");

  public static final Flag<String> RESTORE_DST =
      flag("dst", PATH, "", "The data directory to make: empty, or where a restore was cut off.");

  public static final Flag<String> NAME =
      flag("backup", TEXT, "", "Which backup; the youngest when it is not set.");

  static final FlagGroup SNAPSHOT_GROUP =
      new FlagGroup(
          "Snapshot",
          List.of(ADDR, LIST_SNAPSHOTS, DELETE_OLDER_THAN, AUTH_KEY, HEADERS, GeneralFlags.HELP));

  static final FlagGroup BACKUP_GROUP =
      new FlagGroup(
          "Backup",
          List.of(
              BACKUP_SRC,
              BACKUP_DST,
              KEEP,
              RATE_LIMIT,
              LIST_BACKUPS,
              CHECK,
              AUTH_KEY,
              HEADERS,
              GeneralFlags.HELP));

  static final FlagGroup RESTORE_GROUP =
      new FlagGroup(
          "Restore", List.of(RESTORE_SRC, RESTORE_DST, NAME, RATE_LIMIT, GeneralFlags.HELP));

  private BackupFlags() {}

  private static <T> Flag<T> flag(String name, FlagType<T> type, String byDefault, String help) {
    return Flag.of(name, type, byDefault, Role.ALL, help);
  }
}
