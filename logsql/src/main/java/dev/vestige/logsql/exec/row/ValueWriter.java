package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.ByteSink;

/// Makes one text of another. Confined to one worker.
@FunctionalInterface
interface ValueWriter {
  /// Appends the new text; the empty text stands for a missing value.
  void write(byte[] bytes, int from, int to, ByteSink out);
}
