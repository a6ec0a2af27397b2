package dev.vestige.logsql.exec.stats.function;

/// How arrays with an entry per group grow.
final class Growth {
  private Growth() {}

  /// The length an array should have that must hold so many entries.
  static int length(int current, int needed) {
    return needed <= current ? current : Math.max(needed, Math.max(16, current + (current >> 1)));
  }
}
