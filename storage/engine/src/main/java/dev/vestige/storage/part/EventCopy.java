package dev.vestige.storage.part;

import dev.vestige.storage.SpanBatchBuilder;
import org.jspecify.annotations.Nullable;

/// Copies the events of a block's spans to a builder; their columns are opened when a trace has
/// some. Confined to one thread.
final class EventCopy {
  private final BlockColumns columns;
  private final SpanBatchBuilder to;
  private @Nullable Opened opened;

  EventCopy(BlockColumns columns, SpanBatchBuilder to) {
    this.columns = columns;
    this.to = to;
  }

  private final class Opened {
    final DomainCopy values = new DomainCopy(columns, ColumnId.Domain.EVENTS, to);
    final long[] times = columns.childLongs(ColumnId.Domain.EVENTS, Fields.TIME);
    final @Nullable LazyColumn name = values.field(Fields.NAME);
    final @Nullable LazyColumn dropped = values.field(Fields.DROPPED);
  }

  private Opened open() {
    Opened known = opened;
    if (known == null) {
      known = new Opened();
      opened = known;
    }
    return known;
  }

  /// Says of which spans events come next: from row `from` to before `end`.
  void aim(int from, int end) {
    int[] first = columns.childRow(ColumnId.Domain.EVENTS);
    if (first[from] < first[end]) {
      open().values.aim(first[from], first[end]);
    }
  }

  /// Copies the events of a span that was aimed at.
  void copy(int row, long spanStart) {
    int[] first = columns.childRow(ColumnId.Domain.EVENTS);
    for (int event = first[row]; event < first[row + 1]; event++) {
      Opened from = open();
      to.beginEvent(
          spanStart + from.times[event],
          from.values.text(from.name, event),
          DomainCopy.number(from.dropped, event));
      from.values.attributes(event);
      to.endEvent();
    }
  }
}
