package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;

/// The end of an answer that nobody wants to see.
record DroppedRows() implements BlockSink {
  @Override
  public boolean accept(BlockView block, int worker) {
    return true;
  }

  @Override
  public void finish() {}
}
