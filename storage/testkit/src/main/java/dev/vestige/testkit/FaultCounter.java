package dev.vestige.testkit;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the operations of a [FaultDirectory] and fails one of them.
final class FaultCounter {
  private final AtomicLong operations = new AtomicLong();
  private final long failingOperation;

  FaultCounter(long failingOperation) {
    this.failingOperation = failingOperation;
  }

  void operation(String doing, Directory directory, String name) {
    operation(doing + " " + directory.location() + "/" + name);
  }

  void operation(String doing) {
    if (isFailing()) {
      throw failure(doing);
    }
  }

  /// Counts, and leaves failing to the caller.
  boolean isFailing() {
    return operations.incrementAndGet() == failingOperation;
  }

  VestigeException failure(String doing) {
    return new VestigeException(
        ErrorKind.IO, doing + ": injected failure of operation " + failingOperation);
  }

  boolean failed() {
    return operations.get() >= failingOperation;
  }

  long operations() {
    return operations.get();
  }
}
