package dev.vestige.storage.part;

import dev.vestige.storage.SpanBatchBuilder;
import org.jspecify.annotations.Nullable;

/// Copies the links of a block's spans to a builder; their columns are opened when a trace has
/// some. Confined to one thread.
final class LinkCopy {
  private final BlockColumns columns;
  private final SpanBatchBuilder to;
  private @Nullable Opened opened;

  LinkCopy(BlockColumns columns, SpanBatchBuilder to) {
    this.columns = columns;
    this.to = to;
  }

  private final class Opened {
    final DomainCopy values = new DomainCopy(columns, ColumnId.Domain.LINKS, to);
    final long[] high = columns.childLongs(ColumnId.Domain.LINKS, Fields.TRACE_HIGH);
    final long[] low = columns.childLongs(ColumnId.Domain.LINKS, Fields.TRACE_LOW);
    final long[] spanId = columns.childLongs(ColumnId.Domain.LINKS, Fields.SPAN_ID);
    final @Nullable LazyColumn traceState = values.field(Fields.TRACE_STATE);
    final @Nullable LazyColumn flags = values.field(Fields.FLAGS);
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

  /// Says of which spans links come next: from row `from` to before `end`.
  void aim(int from, int end) {
    int[] first = columns.childRow(ColumnId.Domain.LINKS);
    if (first[from] < first[end]) {
      open().values.aim(first[from], first[end]);
    }
  }

  /// Copies the links of a span that was aimed at.
  void copy(int row) {
    int[] first = columns.childRow(ColumnId.Domain.LINKS);
    for (int link = first[row]; link < first[row + 1]; link++) {
      Opened from = open();
      to.beginLink(from.high[link], from.low[link], from.spanId[link]);
      from.values.attributes(link);
      to.linkDetails(
          from.values.text(from.traceState, link),
          DomainCopy.number(from.flags, link),
          DomainCopy.number(from.dropped, link));
      to.endLink();
    }
  }
}
