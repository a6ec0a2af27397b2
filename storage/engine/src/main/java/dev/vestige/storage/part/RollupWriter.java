package dev.vestige.storage.part;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.EdgeSeries;
import dev.vestige.storage.Streams;
import dev.vestige.storage.ValueText;
import dev.vestige.storage.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects the columns of a part that rollups are made of while they are written, and makes the
/// rollups at the end. A rollup that takes more than a byte per span is left out: there are so few
/// spans in each cell then that counting them when asked costs no more. Confined to one thread.
final class RollupWriter {
  /// Small parts are merged soon; their rollups may be as large as this.
  private static final int SMALL_BYTES = 1_024;

  /// A cell takes two to three bytes.
  private static final int SPANS_PER_CELL = 3;

  private static final byte[] SERVICE_KEY = Streams.SERVICE_KEY.getBytes(StandardCharsets.UTF_8);
  private static final ColumnId RESOURCE = ColumnId.field(ColumnId.Domain.SPANS, Fields.RESOURCE);
  private static final ColumnId NAME = ColumnId.field(ColumnId.Domain.SPANS, Fields.NAME);
  private static final ColumnId KIND = ColumnId.field(ColumnId.Domain.SPANS, Fields.KIND);
  private static final ColumnId STATUS = ColumnId.field(ColumnId.Domain.SPANS, Fields.STATUS_CODE);
  private static final List<ColumnId> SYSTEMS =
      EdgeSeries.SYSTEM_KEYS.stream()
          .map(key -> ColumnId.attribute(ColumnId.Domain.SPANS, key))
          .toList();

  private final PartLayout layout;
  private final Map<ColumnId, TextCodes> columns = new HashMap<>();
  private boolean givenUp;
  private int[] minutes = new int[0];
  private short[] buckets = new short[0];
  private int[] parents = new int[0];

  RollupWriter(PartLayout layout) {
    this.layout = layout;
  }

  void times(long[] starts, long[] ends) {
    minutes = SpanRows.minutes(ends);
    buckets = SpanRows.buckets(starts, ends);
  }

  /// The row of the parent of each span, or a mark of [SpanRows].
  void parents(int[] rows) {
    parents = rows;
  }

  /// Whether rollups are made of a column, which then must have chunks of its own.
  static boolean wants(ColumnId id) {
    return id.equals(RESOURCE)
        || id.equals(NAME)
        || id.equals(KIND)
        || id.equals(STATUS)
        || SYSTEMS.contains(id);
  }

  /// Takes note of a column that was just written.
  void column(ColumnMeta meta, Cells cells, ColumnWriter writer) {
    if (!wants(meta.id)) {
      return;
    }
    if (meta.kind != PartFormat.COLUMN_CODES) {
      givenUp = true;
      return;
    }
    ColumnWriter.EntryText text =
        meta.id.equals(RESOURCE) ? RollupWriter::appendService : RollupWriter::appendText;
    columns.put(meta.id, writer.textCodes(cells, layout.rows, text));
  }

  private static void appendService(int type, byte[] bytes, int from, int to, ByteSink out) {
    SetReader.appendText(SetReader.Kind.RESOURCE, bytes, from, to, SERVICE_KEY, out);
  }

  private static void appendText(int type, byte[] bytes, int from, int to, ByteSink out) {
    ValueType valueType = ValueType.ofCode(type);
    if (valueType != ValueType.KVLIST) {
      ValueText.append(valueType, bytes, from, to, out);
    }
  }

  /// The rollups of operations and of edges, and the counts of series; empty where there is none.
  List<Optional<ByteSink>> build(PlaneCodec planes) {
    if (givenUp) {
      return List.of(Optional.empty(), Optional.empty(), Optional.empty());
    }
    int cellsMax = Math.max(SMALL_BYTES, layout.rows) / SPANS_PER_CELL;
    RollupCells operations = new RollupCells(cellsMax);
    RollupCells edges = new RollupCells(cellsMax);
    RollupScan scan = new RollupScan(operations, edges);
    SpanRows rows = rows();
    for (int tenant = 0; tenant < layout.tenants.length; tenant++) {
      scan.add(
          rows,
          tenant,
          layout.traceRow[layout.tenantTrace[tenant]],
          layout.traceRow[layout.tenantTrace[tenant + 1]],
          Integer.MIN_VALUE,
          Integer.MAX_VALUE);
    }
    return List.of(
        packed(operations, planes), packed(edges, planes), SeriesTable.write(layout, rows, planes));
  }

  private SpanRows rows() {
    return new SpanRows(
        minutes,
        buckets,
        parents,
        noted(RESOURCE),
        noted(NAME),
        noted(KIND),
        noted(STATUS),
        SYSTEMS.stream().filter(columns::containsKey).map(this::noted).toList());
  }

  private TextCodes noted(ColumnId id) {
    return columns.computeIfAbsent(
        id, _ -> TextCodes.of(new ColumnVector.Constant(layout.rows, ByteSlice.EMPTY)));
  }

  private Optional<ByteSink> packed(RollupCells cells, PlaneCodec planes) {
    if (cells.isGivenUp()) {
      return Optional.empty();
    }
    ByteSink out = new ByteSink();
    cells.write(planes, out);
    return Optional.of(out).filter(bytes -> bytes.position() <= Math.max(SMALL_BYTES, layout.rows));
  }
}
