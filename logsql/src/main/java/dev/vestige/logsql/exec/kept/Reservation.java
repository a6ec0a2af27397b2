package dev.vestige.logsql.exec.kept;

import dev.vestige.logsql.exec.MemoryBudget;

/// What one owner has taken of a query's memory, in steps so that it can be asked for often.
/// Confined to one thread.
public final class Reservation {
  private final MemoryBudget budget;
  private long usedBytes;
  private long reservedBytes;

  public Reservation(MemoryBudget budget) {
    this.budget = budget;
  }

  public void add(long bytes) {
    usedBytes += bytes;
    if (usedBytes > reservedBytes) {
      long step = Math.max(usedBytes - reservedBytes, Limits.RESERVED_STEP_BYTES);
      budget.reserve(step);
      reservedBytes += step;
    }
  }

  /// The bytes stay reserved and serve what comes next.
  public void remove(long bytes) {
    usedBytes -= bytes;
  }

  /// Everything is gone.
  public void close() {
    budget.release(reservedBytes);
    reservedBytes = 0;
    usedBytes = 0;
  }
}
