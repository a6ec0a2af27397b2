package dev.vestige.storage.part;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.AttributeScope;
import dev.vestige.storage.BatchFields;
import dev.vestige.storage.Block;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.FieldRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A few rows of a stored block as a block of their own: what a filter left. Columns of values are
/// decoded at these rows only, and fields that none of them has are not listed.
final class FewBlock implements Block {
  private static final ByteSlice DASH = ByteSlice.utf8("-");
  private static final ColumnId NAME = ColumnId.field(ColumnId.Domain.SPANS, Fields.NAME);
  private static final ColumnId RESOURCE = ColumnId.field(ColumnId.Domain.SPANS, Fields.RESOURCE);
  private static final ColumnId SCOPE = ColumnId.field(ColumnId.Domain.SPANS, Fields.SCOPE);

  /// The block that the rows are of.
  private final Block whole;

  private final BlockColumns columns;
  private final StreamPairs streams;
  private final int[] rows;
  private final FewColumns few;
  private final FewSpans spans;
  private @Nullable FewChildren events;
  private @Nullable FewChildren links;
  private final Map<String, ColumnVector> known = new HashMap<>();
  private final Map<ColumnId, int[]> codes = new HashMap<>();

  private FewBlock(Block whole, BlockColumns columns, StreamPairs streams, int[] rows) {
    this.whole = whole;
    this.columns = columns;
    this.streams = streams;
    this.rows = rows;
    this.few = new FewColumns(columns, columns.rows(), rows);
    this.spans = new FewSpans(columns, few, rows);
  }

  /// Empty where that does not pay, or requests replaced fields of the part's rows.
  static Optional<Block> of(PartBlock whole, BlockColumns columns, Bitmap selection) {
    PartReader part = columns.part();
    if (!FewRows.are(selection)
        || OverriddenFields.of(part, columns.context()).any()
        || !hasCodes(part, RESOURCE)
        || !hasCodes(part, SCOPE)
        || !hasCodes(part, NAME)) {
      return Optional.empty();
    }
    return StreamPairs.of(part, columns.context())
        .map(streams -> new FewBlock(whole, columns, streams, selection.numbers()));
  }

  private FewChildren events() {
    FewChildren found = events;
    if (found == null) {
      found = new FewChildren(columns, ColumnId.Domain.EVENTS, spans, rows);
      events = found;
    }
    return found;
  }

  private FewChildren links() {
    FewChildren found = links;
    if (found == null) {
      found = new FewChildren(columns, ColumnId.Domain.LINKS, spans, rows);
      links = found;
    }
    return found;
  }

  /// A column that is missing has codes, too: all of them are 0.
  private static boolean hasCodes(PartReader part, ColumnId id) {
    return part.column(id).map(column -> column.kind == PartFormat.COLUMN_CODES).orElse(true);
  }

  @Override
  public TenantId tenant() {
    return whole.tenant();
  }

  @Override
  public int rows() {
    return rows.length;
  }

  @Override
  public Bitmap selection() {
    return Bitmap.full(rows.length);
  }

  @Override
  public long minTimeNanos() {
    return whole.minTimeNanos();
  }

  @Override
  public long maxTimeNanos() {
    return whole.maxTimeNanos();
  }

  @Override
  public ColumnVector column(String field) {
    ColumnVector vector = known.get(field);
    if (vector == null) {
      vector = read(FieldRef.parse(field));
      known.put(field, vector);
    }
    return vector;
  }

  private ColumnVector read(FieldRef field) {
    return switch (field.kind()) {
      case MESSAGE -> new ColumnVector.Constant(rows.length, DASH);
      case STREAM, STREAM_ID ->
          streams.column(
              field.kind(), codes(NAME), codes(RESOURCE), selection(), columns.context());
      case TRACE_STATE,
          FLAGS,
          NAME,
          KIND,
          DROPPED_ATTRIBUTES,
          DROPPED_EVENTS,
          DROPPED_LINKS,
          STATUS_CODE,
          STATUS_MESSAGE,
          SPAN_ATTRIBUTE ->
          PartCounts.source(field)
              .map(PartCounts.Source::column)
              .flatMap(columns.part()::column)
              .flatMap(few::vector)
              .orElseGet(this::empty);
      case SCOPE_NAME, SCOPE_VERSION, SCOPE_ATTRIBUTE -> ofSet(SCOPE, field);
      case RESOURCE_ATTRIBUTE -> ofSet(RESOURCE, field);
      case OTHER -> empty();
      case EVENT_TIME, EVENT_NAME, EVENT_DROPPED, EVENT_ATTRIBUTE -> events().column(field);
      case LINK_TRACE_ID,
          LINK_SPAN_ID,
          LINK_TRACE_STATE,
          LINK_FLAGS,
          LINK_DROPPED,
          LINK_ATTRIBUTE ->
          links().column(field);
      case TIME -> spans.endTimes(ColumnVector.Longs.NumberFormat.TIME);
      case TRACE_ID -> spans.traceIds();
      case SPAN_ID -> spans.spanIds();
      case PARENT_SPAN_ID -> spans.parentIds();
      case START -> spans.startTimes();
      case END -> spans.endTimes(ColumnVector.Longs.NumberFormat.UNSIGNED);
      case DURATION -> spans.durations();
    };
  }

  private ColumnVector empty() {
    return new ColumnVector.Constant(rows.length, ByteSlice.EMPTY);
  }

  /// The codes of the rows in a column that has them, if the part has it.
  private int[] codes(ColumnId id) {
    return codes.computeIfAbsent(
        id,
        _ -> columns.part().column(id).flatMap(few::codes).orElseGet(() -> new int[rows.length]));
  }

  private ColumnVector ofSet(ColumnId id, FieldRef field) {
    PartReader part = columns.part();
    return part.column(id)
        .<ColumnVector>map(column ->
            new ColumnVector.Coded(
                PartCounts.texts(part, field, part.dictionary(column, columns.context())),
                codes(id),
                rows.length))
        .orElseGet(this::empty);
  }

  @Override
  public List<String> fields() {
    List<String> fields = new ArrayList<>(BatchFields.ALWAYS);
    fields.addAll(BatchFields.SOMETIMES);
    addSets(RESOURCE, SetReader.Kind.RESOURCE, AttributeScope.RESOURCE, fields);
    addSets(SCOPE, SetReader.Kind.SCOPE, AttributeScope.SCOPE, fields);
    PartFields.addEvents(events().depth(), fields);
    PartFields.addLinks(links().depth(), fields);
    for (ColumnMeta column : columns.part().columns()) {
      if (column.id.attribute() && columns.hasChunk(column)) {
        switch (column.id.domain()) {
          case SPANS -> add(column.id.toString(), few.vector(column), fields);
          case EVENTS -> addChildren(column, events(), fields);
          case LINKS -> addChildren(column, links(), fields);
        }
      }
    }
    return fields;
  }

  private void add(String field, Optional<ColumnVector> values, List<String> fields) {
    if (values.isPresent()) {
      known.put(field, values.get());
      fields.add(field);
    }
  }

  private void addChildren(ColumnMeta column, FewChildren children, List<String> fields) {
    for (int index = 0; index < children.depth(); index++) {
      add(column.id + ":" + index, children.vector(column, index), fields);
    }
  }

  private void addSets(
      ColumnId id, SetReader.Kind kind, AttributeScope scope, List<String> fields) {
    Optional<ColumnMeta> column = columns.part().column(id);
    if (column.isPresent()) {
      TypedValues sets = columns.part().dictionary(column.get(), columns.context());
      SortedSet<String> keys = new TreeSet<>();
      for (int code : Arrays.stream(codes(id)).distinct().toArray()) {
        SetReader.addKeys(kind, sets, code, keys);
      }
      keys.forEach(key -> fields.add(scope.prefix() + key));
    }
  }
}
