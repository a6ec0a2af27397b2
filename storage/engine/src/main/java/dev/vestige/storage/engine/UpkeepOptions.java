package dev.vestige.storage.engine;

import java.time.Duration;

/// How a store looks after its disk.
///
/// @param diskBytesMax the oldest days go when the data is larger; 0 for no bound
/// @param diskPercentMax the oldest days go when the disk is fuller; 0 for no bound
/// @param snapshotAgeMax snapshots go when they are older; zero for never
public record UpkeepOptions(long diskBytesMax, int diskPercentMax, Duration snapshotAgeMax) {
  public static final UpkeepOptions DEFAULTS = new UpkeepOptions(0, 0, Duration.ofDays(3));
}
