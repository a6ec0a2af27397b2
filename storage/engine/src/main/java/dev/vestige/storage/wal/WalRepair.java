package dev.vestige.storage.wal;

import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a directory in order after its segments were read: keeps damaged files, and makes sure that
/// what was handed out now will be there next time.
final class WalRepair {
  private static final Logger LOG = LoggerFactory.getLogger(WalRepair.class);

  private WalRepair() {}

  static void run(Directory directory, WalReplay replay) {
    for (VestigeException damage : replay.report().damages()) {
      LOG.error(damage.getMessage());
    }
    replay.damagedSegments().forEach(name -> keep(directory, name));
    replay.unreadableFiles().forEach(name -> setAside(directory, name));
    for (String name : replay.stubs()) {
      LOG.info("deleting {}/{}: a crash ended its creation", directory.location(), name);
      directory.delete(name);
    }
    if (!replay.segments().isEmpty()) {
      settle(directory, replay.segments().getLast());
    }
    directory.sync();
  }

  /// Gives a damaged segment a second name that cutting does not know.
  private static void keep(Directory directory, String name) {
    String kept = name + SegmentLayout.DAMAGED_SUFFIX;
    if (!directory.exists(kept)) {
      directory.link(name, directory, kept);
      LOG.error("{}/{} is kept as {}", directory.location(), name, kept);
    }
  }

  private static void setAside(Directory directory, String name) {
    String kept = name + SegmentLayout.DAMAGED_SUFFIX;
    directory.rename(name, kept);
    LOG.error("{}/{} is set aside as {}", directory.location(), name, kept);
  }

  /// Cuts torn bytes off the last segment and syncs it: after the death of the process alone its
  /// records may be nowhere but in memory.
  private static void settle(Directory directory, Segment last) {
    long torn = directory.sizeBytes(last.name()) - last.sizeBytes();
    if (torn > 0) {
      LOG.warn(
          "cutting {} torn bytes off {}/{}, left by a crash; record {} is the last one",
          torn,
          directory.location(),
          last.name(),
          last.lastSequence());
    }
    directory.truncate(last.name(), last.sizeBytes());
  }
}
