package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Gives the spans of a trace in a stored block back as they came in, with their types. Columns are
/// looked into only as far as these rows need it. Confined to one thread.
public final class PartSpans {
  private final BlockColumns columns;
  private final Map<ColumnId, Optional<StoredColumn>> fields = new HashMap<>();
  private final SpanBatchBuilder to = new SpanBatchBuilder();
  private final ByteSink scratch = new ByteSink();
  private final long traceHigh;
  private final long traceLow;
  private final int fromRow;
  private final int toRow;
  private final long[] starts;
  private final long[] ends;
  private final long[] parents;
  private final List<KeyedColumn> attributes;
  private final Children events;
  private final Children links;
  private final @Nullable StoredColumn resource;
  private final @Nullable StoredColumn scope;
  private final @Nullable StoredColumn override;

  private PartSpans(BlockColumns columns, int place) {
    this.columns = columns;
    BlockTraces traces = columns.traces();
    traceHigh = traces.high[place];
    traceLow = traces.low[place];
    fromRow = traces.row[place];
    toRow = traces.row[place + 1];
    starts = SpanIds.starts(columns);
    ends = SpanIds.ends(columns);
    parents = SpanIds.parents(columns);
    attributes = attributes(ColumnId.Domain.SPANS, fromRow, toRow);
    events = new Children(ColumnId.Domain.EVENTS);
    links = new Children(ColumnId.Domain.LINKS);
    resource = field(ColumnId.Domain.SPANS, Fields.RESOURCE).orElse(null);
    scope = field(ColumnId.Domain.SPANS, Fields.SCOPE).orElse(null);
    override = field(ColumnId.Domain.SPANS, Fields.OVERRIDE).orElse(null);
  }

  /// Hands out the spans of a trace that a part has, one batch per block.
  public static void read(
      PartReader part,
      TenantId tenant,
      TraceId trace,
      ReadContext context,
      Consumer<SpanBatch> sink) {
    PartBlocks.forEachPlace(
        part,
        tenant,
        trace,
        context,
        (_, columns, place) -> sink.accept(new PartSpans(columns, place).copy(tenant)));
  }

  private SpanBatch copy(TenantId tenant) {
    to.reset(tenant);
    for (int row = fromRow; row < toRow; row++) {
      copySpan(row);
    }
    return to.build();
  }

  private void copySpan(int row) {
    to.beginResource();
    set(resource, SetReader.Kind.RESOURCE, row);
    to.endResource();
    copyScope(row);
    copyOverride(row);
    to.beginSpan();
    to.traceId(traceHigh, traceLow);
    to.spanId(columns.spanLongs(Fields.SPAN_ID)[row]);
    to.parentId(parents[row]);
    to.times(starts[row], ends[row]);
    to.name(text(ColumnId.Domain.SPANS, Fields.NAME, row));
    to.kind((int) number(ColumnId.Domain.SPANS, Fields.KIND, row));
    to.status(
        (int) number(ColumnId.Domain.SPANS, Fields.STATUS_CODE, row),
        text(ColumnId.Domain.SPANS, Fields.STATUS_MESSAGE, row));
    to.traceState(text(ColumnId.Domain.SPANS, Fields.TRACE_STATE, row));
    to.flags((int) number(ColumnId.Domain.SPANS, Fields.FLAGS, row));
    to.dropped(
        (int) number(ColumnId.Domain.SPANS, Fields.DROPPED_ATTRIBUTES, row),
        (int) number(ColumnId.Domain.SPANS, Fields.DROPPED_EVENTS, row),
        (int) number(ColumnId.Domain.SPANS, Fields.DROPPED_LINKS, row));
    copyAttributes(attributes, row);
    copyEvents(row);
    copyLinks(row);
    to.endSpan();
  }

  private void copyScope(int row) {
    int name = 0;
    int version = 0;
    to.beginScope();
    if (scope != null && scope.has(row)) {
      scratch.clear();
      scope.appendRaw(row, scratch);
      ByteSink out = new ByteSink();
      SetReader.appendScopeText(0, scratch.array(), 0, scratch.position(), out);
      name = to.text(out.array(), 0, out.position());
      out.clear();
      SetReader.appendScopeText(1, scratch.array(), 0, scratch.position(), out);
      version = to.text(out.array(), 0, out.position());
    }
    set(scope, SetReader.Kind.SCOPE, row);
    to.endScope(name, version);
  }

  private void copyOverride(int row) {
    if (override == null || !override.has(row)) {
      to.noOverrides();
      return;
    }
    scratch.clear();
    override.appendRaw(row, scratch);
    to.streamFields(SetReader.streamFields(scratch.array(), 0, scratch.position()));
    SetReader.forEach(
        SetReader.Kind.OVERRIDE,
        scratch.array(),
        0,
        scratch.position(),
        (bytes, key, keyLength, type, value, length) ->
            to.override(
                new String(bytes, key, keyLength, StandardCharsets.UTF_8),
                ValueType.ofCode(type),
                new String(bytes, value, length, StandardCharsets.UTF_8)));
    to.endOverrides();
  }

  private void set(@Nullable StoredColumn column, SetReader.Kind kind, int row) {
    if (column == null || !column.has(row)) {
      return;
    }
    ByteSink bytes = new ByteSink();
    column.appendRaw(row, bytes);
    SetReader.forEach(kind, bytes.array(), 0, bytes.position(), to::storedAttribute);
  }

  private void copyEvents(int row) {
    long[] times = columns.childLongs(ColumnId.Domain.EVENTS, Fields.TIME);
    for (int event = events.first[row]; event < events.first[row + 1]; event++) {
      to.beginEvent(
          starts[row] + times[event],
          text(ColumnId.Domain.EVENTS, Fields.NAME, event),
          (int) number(ColumnId.Domain.EVENTS, Fields.DROPPED, event));
      copyAttributes(events.attributes, event);
      to.endEvent();
    }
  }

  private void copyLinks(int row) {
    long[] high = columns.childLongs(ColumnId.Domain.LINKS, Fields.TRACE_HIGH);
    long[] low = columns.childLongs(ColumnId.Domain.LINKS, Fields.TRACE_LOW);
    long[] spanId = columns.childLongs(ColumnId.Domain.LINKS, Fields.SPAN_ID);
    for (int link = links.first[row]; link < links.first[row + 1]; link++) {
      to.beginLink(high[link], low[link], spanId[link]);
      copyAttributes(links.attributes, link);
      to.linkDetails(
          text(ColumnId.Domain.LINKS, Fields.TRACE_STATE, link),
          (int) number(ColumnId.Domain.LINKS, Fields.FLAGS, link),
          (int) number(ColumnId.Domain.LINKS, Fields.DROPPED, link));
      to.endLink();
    }
  }

  /// A decoded attribute column.
  private record KeyedColumn(ByteSink key, StoredColumn column) {}

  /// The events or links of the block.
  private final class Children {
    final int[] first;
    final List<KeyedColumn> attributes;

    Children(ColumnId.Domain domain) {
      first = columns.childRow(domain);
      attributes =
          first[fromRow] == first[toRow]
              ? List.of()
              : attributes(domain, first[fromRow], first[toRow]);
    }
  }

  /// The attribute columns that have a value in some of the domain's rows.
  private List<KeyedColumn> attributes(ColumnId.Domain domain, int from, int to) {
    List<KeyedColumn> keyed = new ArrayList<>();
    for (ColumnMeta meta : columns.part().columns()) {
      if (meta.id.attribute() && meta.id.domain() == domain) {
        columns.stored(meta, from, to).ifPresent(column -> keyed.add(keyed(meta.id.key(), column)));
      }
    }
    return keyed;
  }

  private static KeyedColumn keyed(String key, StoredColumn column) {
    ByteSink bytes = new ByteSink();
    bytes.putBytes(key.getBytes(StandardCharsets.UTF_8));
    return new KeyedColumn(bytes, column);
  }

  private void copyAttributes(List<KeyedColumn> keyed, int row) {
    for (KeyedColumn attribute : keyed) {
      if (attribute.column.has(row)) {
        scratch.clear();
        attribute.column.appendRaw(row, scratch);
        int keyLength = attribute.key.position();
        int length = scratch.position();
        scratch.putBytes(attribute.key.array(), 0, keyLength);
        to.storedAttribute(
            scratch.array(), length, keyLength, attribute.column.typeCode(row), 0, length);
      }
    }
  }

  private Optional<StoredColumn> field(ColumnId.Domain domain, String name) {
    return fields.computeIfAbsent(
        ColumnId.field(domain, name), id -> columns.part().column(id).flatMap(columns::stored));
  }

  private int text(ColumnId.Domain domain, String name, int row) {
    Optional<StoredColumn> column = field(domain, name);
    if (column.isEmpty() || !column.get().has(row)) {
      return 0;
    }
    scratch.clear();
    column.get().appendRaw(row, scratch);
    return to.text(scratch.array(), 0, scratch.position());
  }

  private long number(ColumnId.Domain domain, String name, int row) {
    Optional<StoredColumn> column = field(domain, name);
    return column.isPresent() && column.get().has(row) ? column.get().number(row) : 0;
  }
}
