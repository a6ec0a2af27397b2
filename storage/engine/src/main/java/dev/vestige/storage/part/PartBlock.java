package dev.vestige.storage.part;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.Block;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.FieldRef;
import dev.vestige.storage.StreamColumns;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The LogsQL view of a stored block.
final class PartBlock implements Block {
  private static final ByteSlice DASH = ByteSlice.utf8("-");
  private static final ColumnId OVERRIDES = ColumnId.field(ColumnId.Domain.SPANS, Fields.OVERRIDE);

  private final BlockColumns columns;
  private final TenantId tenant;
  private final Bitmap selection;
  private final boolean few;
  private final Map<String, ColumnVector> known = new HashMap<>();
  private final Map<String, SetColumn> sets = new HashMap<>();

  /// Columns that were made for more rows do for fewer, too.
  @Override
  public Block only(Bitmap rows) {
    if (!FewRows.are(rows) || rows.equals(selection)) {
      return this;
    }
    PartBlock block = new PartBlock(columns.only(rows), tenant, rows.copy());
    block.known.putAll(known);
    return block;
  }

  PartBlock(BlockColumns columns, TenantId tenant, Bitmap selection) {
    this.columns = columns;
    this.tenant = tenant;
    this.selection = selection;
    this.few = FewRows.are(selection);
  }

  @Override
  public TenantId tenant() {
    return tenant;
  }

  @Override
  public int rows() {
    return columns.rows();
  }

  @Override
  public Bitmap selection() {
    return selection.copy();
  }

  @Override
  public long minTimeNanos() {
    return columns.meta().minTimeNanos();
  }

  @Override
  public long maxTimeNanos() {
    return columns.meta().maxTimeNanos();
  }

  @Override
  public ColumnSummary summary(String field) {
    return few || columns.mayHave(OVERRIDES)
        ? ColumnSummary.UNKNOWN
        : StoredSummary.of(columns, FieldRef.parse(field));
  }

  @Override
  public Optional<Block> gather(Bitmap rows) {
    return few ? Optional.empty() : FewBlock.of(this, columns, rows);
  }

  @Override
  public List<String> fields() {
    return PartFields.of(columns, this);
  }

  SetColumn set(String field, SetReader.Kind kind) {
    return sets.computeIfAbsent(
        field,
        _ -> new SetColumn(columns, field, kind, few ? Optional.of(selection) : Optional.empty()));
  }

  SetColumn resource() {
    return set(Fields.RESOURCE, SetReader.Kind.RESOURCE);
  }

  SetColumn scope() {
    return set(Fields.SCOPE, SetReader.Kind.SCOPE);
  }

  SetColumn override() {
    return set(Fields.OVERRIDE, SetReader.Kind.OVERRIDE);
  }

  @Override
  public ColumnVector column(String field) {
    ColumnVector vector = known.get(field);
    if (vector == null) {
      vector = overridden(field, plain(FieldRef.parse(field)));
      known.put(field, vector);
    }
    return vector;
  }

  /// The column of a field as it came in, whatever the request replaced in the view.
  static ColumnVector asReceived(BlockColumns columns, TenantId tenant, String field) {
    return new PartBlock(columns, tenant, Bitmap.full(columns.rows())).plain(FieldRef.parse(field));
  }

  private ColumnVector overridden(String field, ColumnVector plain) {
    Optional<StoredColumn> override = override().stored();
    if (override.isEmpty()) {
      return plain;
    }
    byte[] key = field.getBytes(StandardCharsets.UTF_8);
    ByteSink out = new ByteSink();
    ByteSink set = new ByteSink();
    int[] ends = new int[rows() + 1];
    boolean any = false;
    for (int row = 0; row < rows(); row++) {
      boolean found = false;
      if (override.get().has(row)) {
        set.clear();
        override.get().appendRaw(row, set);
        found =
            SetReader.appendText(SetReader.Kind.OVERRIDE, set.array(), 0, set.position(), key, out);
      }
      if (!found) {
        plain.appendText(row, out);
      }
      any |= found;
      ends[row + 1] = out.position();
    }
    return any ? new ColumnVector.Texts(out.toByteArray(), ends, rows()) : plain;
  }

  private ColumnVector plain(FieldRef field) {
    return switch (field.kind()) {
      case TIME -> longs(times(), ColumnVector.Longs.NumberFormat.TIME);
      case MESSAGE -> new ColumnVector.Constant(rows(), DASH);
      case STREAM, STREAM_ID -> stream(field.kind());
      case TRACE_ID -> traceIds();
      case SPAN_ID -> ids8(columns.askedLongs(Fields.SPAN_ID));
      case PARENT_SPAN_ID -> ids8(SpanIds.parents(columns));
      case TRACE_STATE -> coded(Fields.TRACE_STATE);
      case FLAGS -> coded(Fields.FLAGS);
      case NAME -> coded(Fields.NAME);
      case KIND -> coded(Fields.KIND);
      case START -> longs(SpanIds.starts(columns), ColumnVector.Longs.NumberFormat.UNSIGNED);
      case END -> longs(times(), ColumnVector.Longs.NumberFormat.UNSIGNED);
      case DURATION -> longs(SpanIds.durations(columns), ColumnVector.Longs.NumberFormat.DECIMAL);
      case DROPPED_ATTRIBUTES -> coded(Fields.DROPPED_ATTRIBUTES);
      case DROPPED_EVENTS -> coded(Fields.DROPPED_EVENTS);
      case DROPPED_LINKS -> coded(Fields.DROPPED_LINKS);
      case STATUS_CODE -> coded(Fields.STATUS_CODE);
      case STATUS_MESSAGE -> coded(Fields.STATUS_MESSAGE);
      case SCOPE_NAME -> scope().scopeText(0);
      case SCOPE_VERSION -> scope().scopeText(1);
      case RESOURCE_ATTRIBUTE -> resource().attribute(field.key());
      case SCOPE_ATTRIBUTE -> scope().attribute(field.key());
      case SPAN_ATTRIBUTE -> stored(ColumnId.attribute(ColumnId.Domain.SPANS, field.key()));
      case EVENT_TIME, EVENT_NAME, EVENT_DROPPED, EVENT_ATTRIBUTE ->
          children(ColumnId.Domain.EVENTS).column(field);
      case LINK_TRACE_ID,
          LINK_SPAN_ID,
          LINK_TRACE_STATE,
          LINK_FLAGS,
          LINK_DROPPED,
          LINK_ATTRIBUTE ->
          children(ColumnId.Domain.LINKS).column(field);
      case OTHER -> new ColumnVector.Constant(rows(), ByteSlice.EMPTY);
    };
  }

  private ColumnVector stream(FieldRef.Kind kind) {
    Optional<StreamPairs> known = StreamPairs.of(columns.part(), columns.context());
    if (known.isPresent()) {
      int[] names = codes(ColumnId.field(ColumnId.Domain.SPANS, Fields.NAME));
      int[] resources = codes(ColumnId.field(ColumnId.Domain.SPANS, Fields.RESOURCE));
      return known.get().column(kind, names, resources, selection, columns.context());
    }
    return kind == FieldRef.Kind.STREAM ? streams().texts() : streams().ids();
  }

  /// The code of each row, 0 where it has no value.
  private int[] codes(ColumnId id) {
    int[] codes =
        columns
            .part()
            .column(id)
            .flatMap(columns::stored)
            .map(StoredColumn::codes)
            .orElseGet(() -> new int[rows()]);
    if (codes.length != rows()) {
      throw columns.corrupt("series, and no codes of " + id);
    }
    return codes;
  }

  private StreamColumns streams() {
    Optional<StoredColumn> override = override().stored();
    ByteSink set = new ByteSink();
    return new StreamColumns(
        this,
        row -> {
          if (override.isEmpty() || !override.get().has(row)) {
            return List.of();
          }
          set.clear();
          override.get().appendRaw(row, set);
          return SetReader.streamFields(set.array(), 0, set.position());
        });
  }

  private ColumnVector coded(String field) {
    return stored(ColumnId.field(ColumnId.Domain.SPANS, field));
  }

  private ColumnVector stored(ColumnId id) {
    return columns
        .part()
        .column(id)
        .flatMap(columns::stored)
        .map(this::vector)
        .orElseGet(() -> new ColumnVector.Constant(rows(), ByteSlice.EMPTY));
  }

  private ColumnVector vector(StoredColumn column) {
    return few && !column.isCodedByKnown()
        ? FewRows.texts(
            selection,
            (row, out) -> {
              if (column.has(row)) {
                column.appendText(row, out);
              }
            })
        : column.vector();
  }

  private ChildColumns children(ColumnId.Domain domain) {
    return new ChildColumns(columns, domain, few ? Optional.of(selection) : Optional.empty());
  }

  private long[] times() {
    return SpanIds.ends(columns);
  }

  private ColumnVector traceIds() {
    BlockTraces traces = columns.traces();
    long[] high = new long[rows()];
    long[] low = new long[rows()];
    for (int t = 0; t < traces.count; t++) {
      for (int row = traces.row[t]; row < traces.row[t + 1]; row++) {
        high[row] = traces.high[t];
        low[row] = traces.low[t];
      }
    }
    return new ColumnVector.Ids(high, low, rows(), ColumnVector.Ids.IdFormat.HEX_16);
  }

  private ColumnVector ids8(long[] ids) {
    return new ColumnVector.Ids(ids, ids, rows(), ColumnVector.Ids.IdFormat.HEX_8);
  }

  private ColumnVector longs(long[] values, ColumnVector.Longs.NumberFormat format) {
    return new ColumnVector.Longs(values, null, rows(), format);
  }
}
