package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.AttributeLists;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes batches, or those of their spans that end on one day, as a part: orders the spans by
/// trace, turns batch codes into cells of columns, and encodes column after column. Confined to one
/// thread, used once.
public final class BatchPart {
  private final List<SpanBatch> batches;
  private final ValuePool pool = new ValuePool();
  private final Map<ColumnId, Cells> columns = new TreeMap<>();
  private final ByteSink scratch = new ByteSink();
  private final int[] batchRow;

  private PartLayout layout = emptyLayout();

  /// The part row of each span in batch order, -1 for spans of another day.
  private int[] place = new int[0];

  private BatchPart(List<SpanBatch> batches) {
    this.batches = batches;
    batchRow = new int[batches.size() + 1];
    for (int i = 0; i < batches.size(); i++) {
      batchRow[i + 1] = batchRow[i] + batches.get(i).size();
    }
  }

  private static PartLayout emptyLayout() {
    return new PartLayout(
        new long[0], new long[0], new long[0], new int[1], new TenantId[0], new int[1]);
  }

  /// Which spans go into the part, by their `_time`.
  public interface TimeFilter {
    boolean contains(long endNanos);
  }

  /// Writes the part and returns what a manifest keeps of it, with 0 rows and no file when no span
  /// passes the filter.
  public static PartSummary write(
      List<SpanBatch> batches, TimeFilter times, Directory directory, String name) {
    BatchPart part = new BatchPart(batches);
    part.order(times);
    if (part.layout.rows == 0) {
      return new PartSummary(name, 0, 0, 0, 0, 0);
    }
    try (PlaneCodec planes = new PlaneCodec();
        PartWriter writer = new PartWriter(directory, name, part.layout, part.pool, planes)) {
      part.writeSpans(writer);
      part.writeColumns(writer);
      part.writeEvents(writer);
      part.writeLinks(writer);
      return writer.finish();
    }
  }

  private void order(TimeFilter times) {
    TenantId[] tenants = tenants(times);
    TraceIndex index = new TraceIndex();
    int total = batchRow[batches.size()];
    int[] traceOfSpan = new int[total];
    place = new int[total];
    for (int b = 0; b < batches.size(); b++) {
      SpanBatch batch = batches.get(b);
      int tenant = Arrays.binarySearch(tenants, batch.tenant());
      for (int row = 0; row < batch.size(); row++) {
        traceOfSpan[batchRow[b] + row] =
            times.contains(batch.endNanos(row))
                ? index.add(
                    tenant, batch.traceIdHigh(row), batch.traceIdLow(row), batch.startNanos(row))
                : -1;
      }
    }
    int[] rankOfTrace = new int[index.size()];
    layout = index.layout(tenants, rankOfTrace);
    placeSpans(traceOfSpan, rankOfTrace);
  }

  /// The tenants of the spans that go into the part, in order.
  private TenantId[] tenants(TimeFilter times) {
    TreeSet<TenantId> tenants = new TreeSet<>();
    for (SpanBatch batch : batches) {
      if (IntStream.range(0, batch.size()).anyMatch(row -> times.contains(batch.endNanos(row)))) {
        tenants.add(batch.tenant());
      }
    }
    return tenants.toArray(TenantId[]::new);
  }

  private void placeSpans(int[] traceOfSpan, int[] rankOfTrace) {
    int[] next = Arrays.copyOf(layout.traceRow, layout.traces());
    int[] spanAt = new int[layout.rows];
    for (int span = 0; span < traceOfSpan.length; span++) {
      if (traceOfSpan[span] >= 0) {
        spanAt[next[rankOfTrace[traceOfSpan[span]]]++] = span;
      }
    }
    long[] starts = new long[traceOfSpan.length];
    for (int b = 0; b < batches.size(); b++) {
      SpanBatch batch = batches.get(b);
      for (int row = 0; row < batch.size(); row++) {
        starts[batchRow[b] + row] = batch.startNanos(row);
      }
    }
    for (int trace = 0; trace < layout.traces(); trace++) {
      if (layout.traceRow[trace + 1] - layout.traceRow[trace] > 1) {
        IntSort.sort(
            spanAt,
            layout.traceRow[trace],
            layout.traceRow[trace + 1],
            (one, two) -> Long.compare(starts[one], starts[two]));
      }
    }
    Arrays.fill(place, -1);
    for (int row = 0; row < spanAt.length; row++) {
      place[spanAt[row]] = row;
    }
  }

  private Cells column(ColumnId id) {
    return columns.computeIfAbsent(id, _ -> new Cells());
  }

  private Cells field(String name) {
    return column(ColumnId.field(ColumnId.Domain.SPANS, name));
  }

  private void writeSpans(PartWriter writer) {
    SpanGather spans = new SpanGather(layout);
    Cells name = field(Fields.NAME);
    Cells statusMessage = field(Fields.STATUS_MESSAGE);
    Cells traceState = field(Fields.TRACE_STATE);
    NumberCells numbers = new NumberCells(pool);
    Cells kind = field(Fields.KIND);
    Cells statusCode = field(Fields.STATUS_CODE);
    Cells flags = field(Fields.FLAGS);
    Cells droppedAttributes = field(Fields.DROPPED_ATTRIBUTES);
    Cells droppedEvents = field(Fields.DROPPED_EVENTS);
    Cells droppedLinks = field(Fields.DROPPED_LINKS);
    for (int b = 0; b < batches.size(); b++) {
      SpanBatch batch = batches.get(b);
      int base = pool.addAll(batch.values());
      SetCells sets = new SetCells(batch);
      ColumnOfKey attributes = new ColumnOfKey(batch, ColumnId.Domain.SPANS);
      for (int row = 0; row < batch.size(); row++) {
        int at = place[batchRow[b] + row];
        if (at < 0) {
          continue;
        }
        spans.put(at, batch, row);
        text(name, at, base, batch.name(row));
        text(statusMessage, at, base, batch.statusMessage(row));
        text(traceState, at, base, batch.traceState(row));
        numbers.put(kind, at, batch.kind(row));
        numbers.put(statusCode, at, batch.statusCode(row));
        numbers.put(flags, at, batch.flags(row) & 0xFFFF_FFFFL);
        numbers.put(droppedAttributes, at, batch.droppedAttributes(row) & 0xFFFF_FFFFL);
        numbers.put(droppedEvents, at, batch.droppedEvents(row) & 0xFFFF_FFFFL);
        numbers.put(droppedLinks, at, batch.droppedLinks(row) & 0xFFFF_FFFFL);
        sets.put(at, row);
        attributes.put(batch.attributes(), row, at, base);
      }
    }
    writer.cells(ColumnId.field(ColumnId.Domain.SPANS, Fields.NAME), name);
    columns.remove(ColumnId.field(ColumnId.Domain.SPANS, Fields.NAME));
    spans.write(writer);
  }

  private static void text(Cells cells, int row, int base, int code) {
    if (code != 0) {
      cells.add(row, base + code);
    }
  }

  private void writeColumns(PartWriter writer) {
    columns.forEach(writer::cells);
    columns.clear();
    pool.clear();
  }

  private void writeEvents(PartWriter writer) {
    int[] offsets = childOffsets((batch, row) -> batch.eventEnd(row) - batch.eventStart(row));
    writer.children(ColumnId.Domain.EVENTS, offsets);
    int total = offsets[layout.rows];
    if (total == 0) {
      return;
    }
    long[] times = new long[total];
    Cells name = column(ColumnId.field(ColumnId.Domain.EVENTS, Fields.NAME));
    Cells dropped = column(ColumnId.field(ColumnId.Domain.EVENTS, Fields.DROPPED));
    NumberCells numbers = new NumberCells(pool);
    for (int b = 0; b < batches.size(); b++) {
      SpanBatch batch = batches.get(b);
      if (batch.events().size() == 0) {
        continue;
      }
      int base = pool.addAll(batch.values());
      ColumnOfKey attributes = new ColumnOfKey(batch, ColumnId.Domain.EVENTS);
      for (int row = 0; row < batch.size(); row++) {
        int at = place[batchRow[b] + row];
        for (int event = batch.eventStart(row); at >= 0 && event < batch.eventEnd(row); event++) {
          int child = offsets[at] + event - batch.eventStart(row);
          times[child] = batch.events().timeNanos(event) - batch.startNanos(row);
          text(name, child, base, batch.events().name(event));
          numbers.put(dropped, child, batch.events().droppedAttributes(event) & 0xFFFF_FFFFL);
          attributes.put(batch.events().attributes(), event, child, base);
        }
      }
    }
    writer.longs(ColumnId.field(ColumnId.Domain.EVENTS, Fields.TIME), times);
    writeColumns(writer);
  }

  private void writeLinks(PartWriter writer) {
    int[] offsets = childOffsets((batch, row) -> batch.linkEnd(row) - batch.linkStart(row));
    writer.children(ColumnId.Domain.LINKS, offsets);
    int total = offsets[layout.rows];
    if (total == 0) {
      return;
    }
    long[] high = new long[total];
    long[] low = new long[total];
    long[] spanId = new long[total];
    Cells traceState = column(ColumnId.field(ColumnId.Domain.LINKS, Fields.TRACE_STATE));
    Cells flags = column(ColumnId.field(ColumnId.Domain.LINKS, Fields.FLAGS));
    Cells dropped = column(ColumnId.field(ColumnId.Domain.LINKS, Fields.DROPPED));
    NumberCells numbers = new NumberCells(pool);
    for (int b = 0; b < batches.size(); b++) {
      SpanBatch batch = batches.get(b);
      if (batch.links().size() == 0) {
        continue;
      }
      int base = pool.addAll(batch.values());
      ColumnOfKey attributes = new ColumnOfKey(batch, ColumnId.Domain.LINKS);
      for (int row = 0; row < batch.size(); row++) {
        int at = place[batchRow[b] + row];
        for (int link = batch.linkStart(row); at >= 0 && link < batch.linkEnd(row); link++) {
          int child = offsets[at] + link - batch.linkStart(row);
          high[child] = batch.links().traceIdHigh(link);
          low[child] = batch.links().traceIdLow(link);
          spanId[child] = batch.links().spanId(link);
          text(traceState, child, base, batch.links().traceState(link));
          numbers.put(flags, child, batch.links().flags(link) & 0xFFFF_FFFFL);
          numbers.put(dropped, child, batch.links().droppedAttributes(link) & 0xFFFF_FFFFL);
          attributes.put(batch.links().attributes(), link, child, base);
        }
      }
    }
    writer.longs(ColumnId.field(ColumnId.Domain.LINKS, Fields.TRACE_HIGH), high);
    writer.longs(ColumnId.field(ColumnId.Domain.LINKS, Fields.TRACE_LOW), low);
    writer.longs(ColumnId.field(ColumnId.Domain.LINKS, Fields.SPAN_ID), spanId);
    writeColumns(writer);
  }

  /// How many children a span has.
  private interface ChildCount {
    int of(SpanBatch batch, int row);
  }

  private int[] childOffsets(ChildCount count) {
    int[] offsets = new int[layout.rows + 1];
    for (int b = 0; b < batches.size(); b++) {
      SpanBatch batch = batches.get(b);
      for (int row = 0; row < batch.size(); row++) {
        int at = place[batchRow[b] + row];
        if (at >= 0) {
          offsets[at + 1] = count.of(batch, row);
        }
      }
    }
    for (int row = 0; row < layout.rows; row++) {
      offsets[row + 1] += offsets[row];
    }
    return offsets;
  }

  /// Cells of a batch's resources, scopes and overrides: each list becomes one value.
  private final class SetCells {
    private final SpanBatch batch;
    private final Cells resource = field(Fields.RESOURCE);
    private final Cells scope = field(Fields.SCOPE);
    private final Cells override = field(Fields.OVERRIDE);
    private final int[] resourceValue;
    private final int[] scopeValue;
    private final int[] overrideValue;

    SetCells(SpanBatch batch) {
      this.batch = batch;
      resourceValue = filled(batch.resources().size());
      scopeValue = filled(batch.scopes().size());
      overrideValue = filled(batch.overrides().size());
    }

    private static int[] filled(int size) {
      int[] values = new int[size];
      Arrays.fill(values, -1);
      return values;
    }

    void put(int at, int row) {
      int list = batch.resource(row);
      if (resourceValue[list] < 0) {
        scratch.clear();
        AttributeSets.append(batch.resources(), list, batch.keys(), batch.values(), scratch);
        resourceValue[list] = addSet();
      }
      resource.add(at, resourceValue[list]);
      int scopeList = batch.scope(row);
      if (scopeValue[scopeList] < 0) {
        scratch.clear();
        AttributeSets.appendScope(batch, scopeList, scratch);
        scopeValue[scopeList] = addSet();
      }
      scope.add(at, scopeValue[scopeList]);
      int overrideList = batch.override(row);
      if (overrideList == 0 && batch.streamFields().isEmpty()) {
        return;
      }
      if (overrideValue[overrideList] < 0) {
        scratch.clear();
        AttributeSets.appendOverride(batch, overrideList, scratch);
        overrideValue[overrideList] = addSet();
      }
      override.add(at, overrideValue[overrideList]);
    }

    private int addSet() {
      return pool.add(ValueType.KVLIST.code(), scratch.array(), 0, scratch.position());
    }
  }

  /// Finds the column of a batch's key once per key.
  private final class ColumnOfKey {
    private final SpanBatch batch;
    private final ColumnId.Domain domain;
    private final @Nullable Cells[] known;

    ColumnOfKey(SpanBatch batch, ColumnId.Domain domain) {
      this.batch = batch;
      this.domain = domain;
      known = new Cells[batch.keys().size()];
    }

    void put(AttributeLists lists, int list, int at, int base) {
      for (int i = lists.start(list); i < lists.end(list); i++) {
        int key = lists.key(i);
        @Nullable Cells cells = known[key];
        if (cells == null) {
          cells = column(ColumnId.attribute(domain, batch.keys().raw(key).toString()));
          known[key] = cells;
        }
        cells.add(at, base + lists.value(i));
      }
    }
  }
}
