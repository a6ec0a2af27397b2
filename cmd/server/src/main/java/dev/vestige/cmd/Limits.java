package dev.vestige.cmd;

/// The bounds of the process.
final class Limits {
  /// Requests that may wait at a gate. Each keeps a connection and some kilobytes; more than these
  /// would not get their turn before they time out anyway.
  static final int GATE_QUEUE_MAX = 1_000;

  /// How many reads of single traces may run for each query that may: they are short, and some wait
  /// for a client that reads slowly.
  static final int LOOKUPS_PER_QUERY = 4;

  /// Threads that requests compute on, where the machine has fewer cores: as many as queries may
  /// run by default, and some for those who read one trace.
  static final int REQUEST_CARRIERS_MIN = 24;

  /// Bytes of the file with the retention of tenants: thousands of tenants, a line for each.
  static final int TENANT_RETENTIONS_BYTES_MAX = 1 << 20;

  /// Bytes of heap for each character that a query may have. Reading one takes up to 30 bytes a
  /// character, and several are read at once.
  static final int HEAP_PER_QUERY_CHARACTER = 256;

  private Limits() {}
}
