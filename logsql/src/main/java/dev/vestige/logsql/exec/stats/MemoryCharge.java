package dev.vestige.logsql.exec.stats;

import dev.vestige.logsql.exec.MemoryBudget;

/// What the state of one worker has taken from the query's budget. Confined to one thread.
final class MemoryCharge {
  private final MemoryBudget budget;
  private long chargedBytes;

  MemoryCharge(MemoryBudget budget) {
    this.budget = budget;
  }

  /// Pays for state that has this size now. As much again must be free: arrays grow by being
  /// copied, and then both are there for a while.
  ///
  /// @throws dev.vestige.base.VestigeException RESOURCE_EXHAUSTED when the budget is used up
  void update(long sizeBytes) {
    if (sizeBytes > chargedBytes) {
      long added = sizeBytes - chargedBytes + Limits.CHARGE_STEP_BYTES;
      budget.reserve(added);
      chargedBytes += added;
      budget.reserve(sizeBytes);
      budget.release(sizeBytes);
    }
  }

  /// Gives everything back: the state is gone.
  void release() {
    budget.release(chargedBytes);
    chargedBytes = 0;
  }
}
