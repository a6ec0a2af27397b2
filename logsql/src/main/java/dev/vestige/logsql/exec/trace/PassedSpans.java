package dev.vestige.logsql.exec.trace;

/// Where the spans go that `trace_where` lets pass. Confined to one thread.
interface PassedSpans {
  /// False when no more are needed.
  boolean add(HeldTrace trace, int span);

  /// Passes on what waits, once the traces are not held any more.
  void flush();
}
