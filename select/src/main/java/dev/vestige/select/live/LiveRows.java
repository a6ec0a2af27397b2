package dev.vestige.select.live;

import dev.vestige.logsql.exec.BlockSink;

/// Takes rows as they come in. It is never finished.
public interface LiveRows extends BlockSink {
  /// Shows what was passed on so far, for the first time when rows are being waited for. Called
  /// between blocks.
  void flush();
}
