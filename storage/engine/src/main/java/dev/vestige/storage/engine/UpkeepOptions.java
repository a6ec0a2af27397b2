package dev.vestige.storage.engine;

import dev.vestige.base.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/// How a store looks after its disk.
///
/// @param diskBytesMax the oldest days go when the data is larger; 0 for no bound
/// @param diskPercentMax the oldest days go when the disk is fuller; 0 for no bound
/// @param snapshotAgeMax snapshots go when they are older; zero for never
/// @param tenantRetentions tenants whose spans go earlier than others; asked again and again
public record UpkeepOptions(
    long diskBytesMax,
    int diskPercentMax,
    Duration snapshotAgeMax,
    Supplier<Map<TenantId, Duration>> tenantRetentions) {
  public static final UpkeepOptions DEFAULTS = new UpkeepOptions(0, 0, Duration.ofDays(3), Map::of);

  public UpkeepOptions withDiskMax(long bytes, int percent) {
    return new UpkeepOptions(bytes, percent, snapshotAgeMax, tenantRetentions);
  }

  public UpkeepOptions withSnapshotAgeMax(Duration age) {
    return new UpkeepOptions(diskBytesMax, diskPercentMax, age, tenantRetentions);
  }

  public UpkeepOptions withTenantRetentions(Supplier<Map<TenantId, Duration>> retentions) {
    return new UpkeepOptions(diskBytesMax, diskPercentMax, snapshotAgeMax, retentions);
  }
}
