package dev.vestige.cmd.flags;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The flags of a program, in the order of the help. Each group is a class of its own with a
/// constant per flag: [ListenFlags] is a good one to read.
public final class FlagTable {
  /// Those of the server.
  public static final FlagTable VESTIGE =
      new FlagTable(
          List.of(
              ListenFlags.GROUP,
              TlsFlags.GROUP,
              AuthFlags.GROUP,
              StorageFlags.GROUP,
              RetentionFlags.GROUP,
              InsertFlags.GROUP,
              SearchFlags.GROUP,
              TaskFlags.GROUP,
              ClusterFlags.GROUP,
              LogFlags.GROUP,
              MetricsFlags.GROUP,
              MemoryFlags.GROUP,
              GeneralFlags.GROUP,
              IgnoredFlags.GROUP));

  /// Those of the command `vtgen`.
  public static final FlagTable VTGEN = new FlagTable(List.of(VtgenFlags.GROUP));

  /// Those of the command `query`.
  public static final FlagTable QUERY = new FlagTable(List.of(QueryFlags.GROUP));

  /// Those of the command `snapshot`.
  public static final FlagTable SNAPSHOT = new FlagTable(List.of(BackupFlags.SNAPSHOT_GROUP));

  /// Those of the command `backup`.
  public static final FlagTable BACKUP = new FlagTable(List.of(BackupFlags.BACKUP_GROUP));

  /// Those of the command `restore`.
  public static final FlagTable RESTORE = new FlagTable(List.of(BackupFlags.RESTORE_GROUP));

  /// Those of the command `import`.
  public static final FlagTable IMPORT = new FlagTable(List.of(ImportFlags.GROUP));

  /// Those of a command that has none.
  static final FlagTable NONE = new FlagTable(List.of());

  private final List<FlagGroup> groups;
  private final Map<String, Flag<?>> byName = new HashMap<>();

  FlagTable(List<FlagGroup> groups) {
    this.groups = List.copyOf(groups);
    for (Flag<?> flag : all()) {
      if (byName.put(flag.name(), flag) != null) {
        throw new IllegalArgumentException("the flag " + flag + " is declared twice");
      }
    }
  }

  public List<FlagGroup> groups() {
    return groups;
  }

  /// Every flag, in the order of the groups.
  public List<Flag<?>> all() {
    List<Flag<?>> all = new ArrayList<>();
    groups.forEach(group -> all.addAll(group.flags()));
    return all;
  }

  public @Nullable Flag<?> find(String name) {
    return byName.get(name);
  }
}
