package dev.vestige.cmd.pages;

/// Begins to merge, in the background, the parts of all days whose name (as 20250615) begins with
/// the prefix.
@FunctionalInterface
public interface PartitionMerge {
  void begin(String partitionPrefix);
}
