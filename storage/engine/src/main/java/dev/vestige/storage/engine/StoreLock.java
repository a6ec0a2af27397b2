package dev.vestige.storage.engine;

import dev.vestige.base.io.Directory;
import dev.vestige.base.io.DirectoryLock;

/// Keeps others away from a store that is only read.
final class StoreLock {
  private StoreLock() {}

  /// Runs work while nobody else has the store. A snapshot was never open and has no lock.
  static void holding(Directory directory, Runnable work) {
    if (!directory.exists(Engine.LOCK)) {
      work.run();
      return;
    }
    try (DirectoryLock _ = directory.acquireLock(Engine.LOCK)) {
      work.run();
    }
  }
}
