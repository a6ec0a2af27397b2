package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import org.jspecify.annotations.Nullable;

/// Gives the spans of traces in a stored block back as they came in, with their types. Columns are
/// decoded when a span needs them, and kept. Confined to one thread.
final class PartSpans {
  private final BlockColumns columns;
  private final SpanBatchBuilder to;
  private final SpanNumbers numbers;
  private final DomainCopy spans;
  private final SetCopy sets;
  private final @Nullable LazyColumn name;
  private final @Nullable LazyColumn kind;
  private final @Nullable LazyColumn statusCode;
  private final @Nullable LazyColumn statusMessage;
  private final @Nullable LazyColumn traceState;
  private final @Nullable LazyColumn flags;
  private final @Nullable LazyColumn droppedAttributes;
  private final @Nullable LazyColumn droppedEvents;
  private final @Nullable LazyColumn droppedLinks;
  private final EventCopy events;
  private final LinkCopy links;

  /// @param to what batches are made with
  PartSpans(BlockColumns columns, SpanBatchBuilder to) {
    this.columns = columns;
    this.to = to;
    spans = new DomainCopy(columns, ColumnId.Domain.SPANS, to);
    sets = new SetCopy(spans, to);
    numbers = new SpanNumbers(columns, spans.field(Fields.PARENT_ID));
    name = spans.field(Fields.NAME);
    kind = spans.field(Fields.KIND);
    statusCode = spans.field(Fields.STATUS_CODE);
    statusMessage = spans.field(Fields.STATUS_MESSAGE);
    traceState = spans.field(Fields.TRACE_STATE);
    flags = spans.field(Fields.FLAGS);
    droppedAttributes = spans.field(Fields.DROPPED_ATTRIBUTES);
    droppedEvents = spans.field(Fields.DROPPED_EVENTS);
    droppedLinks = spans.field(Fields.DROPPED_LINKS);
    events = new EventCopy(columns, to);
    links = new LinkCopy(columns, to);
  }

  /// The spans of a trace, by its number in the block.
  SpanBatch copy(TenantId tenant, int trace) {
    BlockTraces traces = columns.traces();
    int from = traces.row[trace];
    int end = traces.row[trace + 1];
    to.reset(tenant);
    sets.reset();
    spans.aim(from, end);
    numbers.aim(trace);
    events.aim(from, end);
    links.aim(from, end);
    for (int row = from; row < end; row++) {
      sets.begin(row);
      to.beginSpan();
      to.traceId(traces.high[trace], traces.low[trace]);
      copySpan(row);
      to.endSpan();
    }
    return to.build();
  }

  private void copySpan(int row) {
    long start = numbers.startNanos(row);
    to.spanId(numbers.spanId(row));
    to.parentId(numbers.parentId(row));
    to.times(start, start + numbers.durationNanos(row));
    to.name(spans.text(name, row));
    to.kind(DomainCopy.number(kind, row));
    to.status(DomainCopy.number(statusCode, row), spans.text(statusMessage, row));
    to.traceState(spans.text(traceState, row));
    to.flags(DomainCopy.number(flags, row));
    to.dropped(
        DomainCopy.number(droppedAttributes, row),
        DomainCopy.number(droppedEvents, row),
        DomainCopy.number(droppedLinks, row));
    spans.attributes(row);
    events.copy(row, start);
    links.copy(row);
  }
}
