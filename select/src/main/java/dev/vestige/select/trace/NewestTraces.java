package dev.vestige.select.trace;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.TraceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The traces of the newest rows: takes the rows of a sort that has a limit. Called by one thread
/// at a time, as it stands behind that sort.
final class NewestTraces implements BlockSink {
  private final int rowsWanted;
  private final Map<TraceId, Long> newest = new HashMap<>();
  private int rows;
  private long oldestNanos = Long.MAX_VALUE;

  /// @param rowsWanted the limit of the sort
  NewestTraces(int rowsWanted) {
    this.rowsWanted = rowsWanted;
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    ColumnVector times = block.column(FieldNames.TIME);
    ColumnVector ids = block.column(TraceIds.FIELD);
    Bitmap selected = block.selection();
    ByteSink text = new ByteSink();
    for (int row = selected.nextSet(0); row >= 0; row = selected.nextSet(row + 1)) {
      rows++;
      text.clear();
      times.appendText(row, text);
      long end = Timestamps.parse(text.array(), 0, text.position());
      text.clear();
      ids.appendText(row, text);
      Optional<TraceId> id = TraceId.parse(text.slice().toString());
      // A request may have put other texts in place of both.
      if (end != Timestamps.NONE && id.isPresent()) {
        newest.merge(id.get(), end, Math::max);
        oldestNanos = Math.min(oldestNanos, end);
      }
    }
    return true;
  }

  @Override
  public void finish() {}

  /// The end of the oldest of the rows.
  long oldestNanos() {
    return oldestNanos;
  }

  /// Whether older rows may have been left out.
  boolean mayBeMore() {
    return rows == rowsWanted && !newest.isEmpty();
  }

  /// The traces whose place is known, in order: where rows were left out, more traces may end when
  /// the oldest row does, so that those wait for their turn, unless there are no others.
  List<FoundTrace> sure() {
    List<FoundTrace> all =
        newest.entrySet().stream()
            .map(trace -> new FoundTrace(trace.getKey(), trace.getValue()))
            .sorted()
            .toList();
    List<FoundTrace> newer =
        all.stream().filter(trace -> trace.newestNanos() > oldestNanos).toList();
    return !mayBeMore() || (newer.isEmpty() && rowsWanted == Limits.ROWS_MAX) ? all : newer;
  }
}
