package dev.vestige.logsql.exec.trace;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.kept.RowsOutput;

/// Spans whose rows were held with them.
final class HeldRows implements PassedSpans {
  private final RowsOutput output;

  HeldRows(BlockSink next) {
    output = new RowsOutput(next, null);
  }

  @Override
  public boolean add(HeldTrace trace, int span) {
    return output.add(trace.rowFields(span), trace.row(span), 0);
  }

  @Override
  public void flush() {
    output.flush();
  }
}
