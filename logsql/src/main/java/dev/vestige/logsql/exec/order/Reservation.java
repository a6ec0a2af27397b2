package dev.vestige.logsql.exec.order;

import dev.vestige.logsql.exec.MemoryBudget;

/// What one owner has taken of a query's memory, in steps so that it can be asked for often.
/// Confined to one thread.
final class Reservation {
  private final MemoryBudget budget;
  private long usedBytes;
  private long reservedBytes;

  Reservation(MemoryBudget budget) {
    this.budget = budget;
  }

  void add(long bytes) {
    usedBytes += bytes;
    if (usedBytes > reservedBytes) {
      long step = Math.max(usedBytes - reservedBytes, Limits.RESERVED_STEP_BYTES);
      budget.reserve(step);
      reservedBytes += step;
    }
  }

  /// The bytes stay reserved and serve what comes next.
  void remove(long bytes) {
    usedBytes -= bytes;
  }

  /// Everything is gone.
  void close() {
    budget.release(reservedBytes);
    reservedBytes = 0;
    usedBytes = 0;
  }
}
