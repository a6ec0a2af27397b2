package dev.vestige.logsql.exec.value;

/// The bounds of this package, each with its reason.
final class Limits {
  /// Bytes of the distinct texts of one table: they share one array.
  static final int TABLE_BYTES_MAX = 1 << 30;

  private Limits() {}
}
