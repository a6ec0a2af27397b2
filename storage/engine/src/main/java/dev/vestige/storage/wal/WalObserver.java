package dev.vestige.storage.wal;

import dev.vestige.base.VestigeException;

/// Told what happens in the log, for metrics; called with the log's lock held, so it must be short.
public interface WalObserver {
  WalObserver NONE =
      new WalObserver() {
        @Override
        public void synced(long nanos, long bytes) {}

        @Override
        public void failed(VestigeException reason) {}
      };

  /// A sync of so many new bytes took so long.
  void synced(long nanos, long bytes);

  /// Storing or syncing failed. In the modes INTERVAL and OS records that were acknowledged before
  /// may now not survive a power loss: flush what is in memory.
  void failed(VestigeException reason);
}
