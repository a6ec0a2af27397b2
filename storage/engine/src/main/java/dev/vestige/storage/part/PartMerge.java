package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.io.Directory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Writes the rows of several parts as one, in which each trace is together again: first the trace
/// tables are joined, which fixes the place of every row; then column after column is decoded,
/// brought into the new order and encoded. Memory is needed for the places and one column. Rows may
/// be left out on the way. Confined to one thread, used once.
public final class PartMerge {
  private final List<PartReader> parts;
  private final ReadContext context;
  private final ValuePool pool = new ValuePool();
  private final List<Source> sources = new ArrayList<>();
  private final PartLayout layout;
  private final ByteSink scratch = new ByteSink();

  /// A block of an input part and the new places of its rows.
  private static final class Source {
    final PartReader part;
    final int block;

    /// The new place of each row, -1 for rows that are left out.
    final int[] place;

    final @Nullable Bitmap dropped;
    BlockColumns columns;

    Source(PartReader part, int block, @Nullable Bitmap dropped, ReadContext context) {
      this.part = part;
      this.block = block;
      this.dropped = dropped;
      this.columns = new BlockColumns(part, block, context);
      this.place = new int[columns.rows()];
    }

    boolean keeps(int row) {
      Bitmap rows = dropped;
      return rows == null || !rows.get(row);
    }

    /// Forgets what was decoded.
    void refresh(ReadContext context) {
      columns = new BlockColumns(part, block, context);
    }
  }

  private PartMerge(List<PartReader> parts, Map<Integer, Bitmap> dropped, ReadContext context) {
    this.parts = parts;
    this.context = context;
    for (PartReader part : parts) {
      for (int block = 0; block < part.blocks().size(); block++) {
        sources.add(new Source(part, block, dropped.get(block), context));
      }
    }
    layout = order();
  }

  /// Writes the part and returns what a manifest keeps of it.
  public static PartSummary write(List<PartReader> parts, Directory directory, String name) {
    return write(parts, Map.of(), directory, name);
  }

  /// Writes what is left of a part without some rows, of which there must be one.
  ///
  /// @param dropped the rows to leave out, by block
  public static PartSummary writeWithout(
      PartReader part, Map<Integer, Bitmap> dropped, Directory directory, String name) {
    return write(List.of(part), dropped, directory, name);
  }

  private static PartSummary write(
      List<PartReader> parts, Map<Integer, Bitmap> dropped, Directory directory, String name) {
    try (ReadContext context = new ReadContext();
        PlaneCodec planes = new PlaneCodec()) {
      PartMerge merge = new PartMerge(parts, dropped, context);
      try (PartWriter writer = new PartWriter(directory, name, merge.layout, merge.pool, planes)) {
        merge.writeSpans(writer);
        merge.writeChildren(writer, ColumnId.Domain.EVENTS);
        merge.writeChildren(writer, ColumnId.Domain.LINKS);
        return writer.finish();
      }
    }
  }

  private PartLayout order() {
    List<TenantId> tenants = tenants();
    TraceIndex index = new TraceIndex();
    List<int[]> traceNumbers = new ArrayList<>();
    for (Source source : sources) {
      traceNumbers.add(numberTraces(source, tenants, index));
    }
    int[] rankOfTrace = new int[index.size()];
    PartLayout order = index.layout(tenants.toArray(TenantId[]::new), rankOfTrace);
    place(order, rankOfTrace, traceNumbers);
    return order;
  }

  /// The tenants that have rows left.
  private List<TenantId> tenants() {
    TreeSet<TenantId> tenants = new TreeSet<>();
    for (Source source : sources) {
      if (source.dropped == null) {
        tenants.addAll(source.part.tenants());
        continue;
      }
      int firstRow = source.columns.meta().firstRow();
      for (int row = 0; row < source.place.length; row++) {
        if (source.keeps(row)) {
          tenants.add(source.part.footer().tenantOfRow(firstRow + row));
        }
      }
    }
    return List.copyOf(tenants);
  }

  /// The number of each trace of a block, -1 when nothing is left of it.
  private static int[] numberTraces(Source source, List<TenantId> tenants, TraceIndex index) {
    BlockTraces traces = source.columns.traces();
    long[] starts = source.dropped != null ? SpanIds.starts(source.columns) : new long[0];
    int[] numbers = new int[traces.count];
    for (int t = 0; t < traces.count; t++) {
      int rows = 0;
      long start = source.dropped != null ? Long.MAX_VALUE : traces.start[t];
      for (int row = traces.row[t]; row < traces.row[t + 1]; row++) {
        if (source.keeps(row)) {
          rows++;
          start = source.dropped != null ? Math.min(start, starts[row]) : start;
        }
      }
      int row = source.columns.meta().firstRow() + traces.row[t];
      int tenant = Collections.binarySearch(tenants, source.part.footer().tenantOfRow(row));
      numbers[t] = rows == 0 ? -1 : index.add(tenant, traces.high[t], traces.low[t], start, rows);
    }
    return numbers;
  }

  private void place(PartLayout order, int[] rankOfTrace, List<int[]> traceNumbers) {
    int[] next = Arrays.copyOf(order.traceRow, order.traces());
    int[] inputAt = new int[order.rows];
    long[] starts = new long[order.rows];
    int input = 0;
    for (int s = 0; s < sources.size(); s++) {
      BlockTraces traces = sources.get(s).columns.traces();
      long[] blockStarts = SpanIds.starts(sources.get(s).columns);
      for (int t = 0; t < traces.count; t++) {
        int number = traceNumbers.get(s)[t];
        for (int row = traces.row[t]; row < traces.row[t + 1]; row++) {
          if (sources.get(s).keeps(row)) {
            starts[input] = blockStarts[row];
            inputAt[next[rankOfTrace[number]]++] = input++;
          }
        }
      }
    }
    int[] placeOfInput = new int[order.rows];
    for (int trace = 0; trace < order.traces(); trace++) {
      int from = order.traceRow[trace];
      int to = order.traceRow[trace + 1];
      if (to - from > 1) {
        IntSort.sort(inputAt, from, to, (one, two) -> Long.compare(starts[one], starts[two]));
      }
      for (int at = from; at < to; at++) {
        placeOfInput[inputAt[at]] = at;
      }
    }
    input = 0;
    for (Source source : sources) {
      for (int row = 0; row < source.place.length; row++) {
        source.place[row] = source.keeps(row) ? placeOfInput[input++] : -1;
      }
    }
  }

  private void writeSpans(PartWriter writer) {
    ColumnId name = ColumnId.field(ColumnId.Domain.SPANS, Fields.NAME);
    writeCells(writer, name, rowPlaces());
    writeNumbers(writer);
    pool.clear();
    for (ColumnId id : cellColumns(ColumnId.Domain.SPANS)) {
      if (!id.equals(name) && !id.equals(ColumnId.field(ColumnId.Domain.SPANS, Fields.PARENT_ID))) {
        writeCells(writer, id, rowPlaces());
      }
    }
  }

  /// By itself, since what it gathers takes 32 bytes a row and would otherwise live on while all
  /// other columns are written.
  private void writeNumbers(PartWriter writer) {
    SpanGather spans = new SpanGather(layout);
    for (Source source : sources) {
      long[] starts = SpanIds.starts(source.columns);
      long[] ends = SpanIds.ends(source.columns);
      long[] parents = SpanIds.parents(source.columns);
      long[] ids = source.columns.spanLongs(Fields.SPAN_ID);
      for (int row = 0; row < source.place.length; row++) {
        if (source.place[row] >= 0) {
          spans.put(source.place[row], starts[row], ends[row], ids[row], parents[row]);
        }
      }
      source.refresh(context);
    }
    spans.write(writer);
  }

  private List<int[]> rowPlaces() {
    return sources.stream().map(source -> source.place).toList();
  }

  private Set<ColumnId> cellColumns(ColumnId.Domain domain) {
    Set<ColumnId> ids = new TreeSet<>();
    for (PartReader part : parts) {
      for (ColumnMeta column : part.columns()) {
        if (column.id.domain() == domain && column.kind != PartFormat.COLUMN_LONGS) {
          ids.add(column.id);
        }
      }
    }
    return ids;
  }

  /// `places` has the new places of the rows of the column's domain, source by source.
  private void writeCells(PartWriter writer, ColumnId id, List<int[]> places) {
    Cells cells = new Cells();
    PartReader lastPart = null;
    int base = 0;
    for (int s = 0; s < sources.size(); s++) {
      Source source = sources.get(s);
      Optional<ColumnMeta> meta = source.part.column(id);
      if (meta.isPresent() && meta.get().isBundled()) {
        addBundled(source, meta.get(), places.get(s), cells);
        continue;
      }
      Optional<StoredColumn> stored = meta.flatMap(source.columns::stored);
      if (stored.isEmpty()) {
        continue;
      }
      TypedValues values = stored.get().values();
      if (values != null && source.part != lastPart) {
        base = addDictionary(values);
        lastPart = source.part;
      }
      if (values != null) {
        addCodes(stored.get().codes(), base, places.get(s), cells);
      } else {
        addRaw(stored.get(), places.get(s), cells);
      }
    }
    writer.cells(id, cells);
    pool.clear();
  }

  private int addDictionary(TypedValues values) {
    int base = pool.size();
    for (int entry = 0; entry < values.size(); entry++) {
      int start = values.start(entry);
      pool.add(values.typeCode(entry), values.bytes(), start, values.end(entry) - start);
    }
    return base;
  }

  private static void addCodes(int[] codes, int base, int[] place, Cells cells) {
    for (int row = 0; row < place.length; row++) {
      if (codes[row] != 0 && place[row] >= 0) {
        cells.add(place[row], base + codes[row]);
      }
    }
  }

  private void addRaw(StoredColumn column, int[] place, Cells cells) {
    for (int row = 0; row < place.length; row++) {
      if (place[row] >= 0 && column.has(row)) {
        scratch.clear();
        column.appendRaw(row, scratch);
        cells.add(
            place[row], pool.add(column.typeCode(row), scratch.array(), 0, scratch.position()));
      }
    }
  }

  private void addBundled(Source source, ColumnMeta column, int[] place, Cells cells) {
    Optional<BundleBlock> bundle = source.columns.bundled(column);
    if (bundle.isEmpty() || !bundle.get().has(column)) {
      return;
    }
    int[] rows = bundle.get().rows(column);
    RawColumn values = bundle.get().values(column);
    for (int value = 0; value < rows.length; value++) {
      if (place[rows[value]] >= 0) {
        scratch.clear();
        values.appendRaw(value, scratch);
        cells.add(
            place[rows[value]],
            pool.add(values.typeCode(value), scratch.array(), 0, scratch.position()));
      }
    }
  }

  private void writeChildren(PartWriter writer, ColumnId.Domain domain) {
    int[] offsets = new int[layout.rows + 1];
    for (Source source : sources) {
      int[] first = source.columns.childRow(domain);
      for (int row = 0; row < source.place.length; row++) {
        if (source.place[row] >= 0) {
          offsets[source.place[row] + 1] = first[row + 1] - first[row];
        }
      }
    }
    for (int row = 0; row < layout.rows; row++) {
      offsets[row + 1] += offsets[row];
    }
    writer.children(domain, offsets);
    int total = offsets[layout.rows];
    if (total == 0) {
      return;
    }
    List<int[]> places = childPlaces(domain, offsets);
    for (String field : childLongs(domain)) {
      long[] values = new long[total];
      for (int s = 0; s < sources.size(); s++) {
        long[] from = sources.get(s).columns.childLongs(domain, field);
        int[] place = places.get(s);
        for (int child = 0; child < place.length; child++) {
          if (place[child] >= 0) {
            values[place[child]] = from[child];
          }
        }
      }
      writer.longs(ColumnId.field(domain, field), values);
    }
    for (ColumnId id : cellColumns(domain)) {
      writeCells(writer, id, places);
    }
  }

  private static List<String> childLongs(ColumnId.Domain domain) {
    return domain == ColumnId.Domain.EVENTS
        ? List.of(Fields.TIME)
        : List.of(Fields.TRACE_HIGH, Fields.TRACE_LOW, Fields.SPAN_ID);
  }

  private List<int[]> childPlaces(ColumnId.Domain domain, int[] offsets) {
    List<int[]> places = new ArrayList<>();
    for (Source source : sources) {
      int[] first = source.columns.childRow(domain);
      int[] place = new int[first[source.place.length]];
      for (int row = 0; row < source.place.length; row++) {
        for (int child = first[row]; child < first[row + 1]; child++) {
          int at = source.place[row];
          place[child] = at < 0 ? -1 : offsets[at] + child - first[row];
        }
      }
      places.add(place);
    }
    return places;
  }
}
