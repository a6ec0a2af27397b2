package dev.vestige.select.trace;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.TraceId;
import java.util.HashSet;
import java.util.Set;

/// Takes the ids of traces from the answer of a query that has few rows. Called by one thread at a
/// time, as it stands behind a pipe that hands its rows on at the end.
final class TraceIds implements BlockSink {
  static final String FIELD = "trace_id";

  private final Set<TraceId> found = new HashSet<>();

  @Override
  public boolean accept(BlockView block, int worker) {
    ColumnVector ids = block.column(FIELD);
    Bitmap rows = block.selection();
    ByteSink text = new ByteSink();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      text.clear();
      ids.appendText(row, text);
      TraceId.parse(text.slice().toString()).ifPresent(found::add);
    }
    return true;
  }

  @Override
  public void finish() {}

  Set<TraceId> found() {
    return found;
  }
}
