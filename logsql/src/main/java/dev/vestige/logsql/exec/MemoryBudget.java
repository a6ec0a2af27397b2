package dev.vestige.logsql.exec;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.util.concurrent.atomic.AtomicLong;

/// How many bytes the state of one query may take. Stages reserve in steps of many rows, before
/// they grow. Thread-safe.
public final class MemoryBudget {
  private final long bytesMax;
  private final AtomicLong reserved = new AtomicLong();

  public MemoryBudget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// Takes bytes for state that is about to grow.
  ///
  /// @throws VestigeException RESOURCE_EXHAUSTED when the query needs more than it may have
  public void reserve(long bytes) {
    if (reserved.addAndGet(bytes) > bytesMax) {
      reserved.addAndGet(-bytes);
      throw new VestigeException(
          ErrorKind.RESOURCE_EXHAUSTED,
          "the query needs more than "
              + bytesMax
              + " bytes of memory; narrow its time range or filter, group by fewer distinct values,"
              + " or raise -memory.allowedBytes");
    }
  }

  public void release(long bytes) {
    reserved.addAndGet(-bytes);
  }

  public long reservedBytes() {
    return reserved.get();
  }
}
