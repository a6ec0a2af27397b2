package dev.vestige.testkit;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.util.HashSet;
import java.util.Set;

/// What all directories and files of one [CrashDirectory] share; also their monitor.
final class CrashDisk {
  private static final long TOTAL_BYTES = 1L << 40;

  private final Set<String> locks = new HashSet<>();
  private long freeBytes = TOTAL_BYTES;
  private long operations;
  private long crashAtOperation = Long.MAX_VALUE;
  private boolean crashed;

  /// Counts an operation that changes nothing or makes something durable: a crash happens before.
  void operation(String doing) {
    requireAlive(doing);
    if (++operations >= crashAtOperation) {
      crashed = true;
      requireAlive(doing);
    }
  }

  /// Counts an operation that changes something not yet durable: a crash happens right after, since
  /// what becomes of the change is left to chance then anyway.
  void change(String doing, Runnable change) {
    requireAlive(doing);
    change.run();
    if (++operations >= crashAtOperation) {
      crashed = true;
      requireAlive(doing);
    }
  }

  private void requireAlive(String doing) {
    if (crashed) {
      throw failure(doing, "the machine crashed");
    }
  }

  void take(String file, int bytes) {
    if (bytes > freeBytes) {
      throw failure("writing to file " + file, "no space left on device");
    }
    freeBytes -= bytes;
  }

  void crash() {
    crashed = true;
  }

  boolean crashed() {
    return crashed;
  }

  void crashAt(long operation) {
    crashAtOperation = operation;
  }

  long operations() {
    return operations;
  }

  void freeBytes(long bytes) {
    freeBytes = bytes;
  }

  long freeBytes() {
    return freeBytes;
  }

  long totalBytes() {
    return TOTAL_BYTES;
  }

  Set<String> locks() {
    return locks;
  }

  static VestigeException failure(String doing, String reason) {
    return new VestigeException(ErrorKind.IO, doing + ": " + reason);
  }
}
