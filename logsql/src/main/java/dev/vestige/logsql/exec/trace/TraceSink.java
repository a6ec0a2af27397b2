package dev.vestige.logsql.exec.trace;

/// Takes traces one after another, on one thread.
interface TraceSink {
  /// False when no more are needed.
  boolean accept(HeldTrace trace);

  /// Passes on the rows that wait, once the traces are not held any more.
  void flush();
}
