package dev.vestige.storage.part;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.storage.Block;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.CountedPart;
import dev.vestige.storage.Dictionary;
import dev.vestige.storage.FieldRef;
import dev.vestige.storage.FieldRows;
import dev.vestige.storage.Streams;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a part knows of its values without its rows: the counts of one dictionary answer for one
/// column, or for any number of attributes of the resource or scope; the counts of series answer
/// for names, services, kinds, statuses and streams together.
public final class PartCounts implements CountedPart {
  private static final ByteSlice DASH = ByteSlice.utf8("-");

  private final PartReader part;
  private final TenantId tenant;
  private final ReadContext context;

  public PartCounts(PartReader part, TenantId tenant, ReadContext context) {
    this.part = part;
    this.tenant = tenant;
    this.context = context;
  }

  /// Whether all rows of a part are of the tenant and in the range.
  public static boolean areOf(PartReader part, TenantId tenant, TimeRange range) {
    PartSummary summary = part.summary();
    return part.tenants().equals(List.of(tenant))
        && range.contains(summary.minTimeNanos())
        && range.contains(summary.maxTimeNanos());
  }

  @Override
  public long rows() {
    return part.footer().rows();
  }

  @Override
  public Optional<List<FieldRows>> fields() {
    return new CountedFields(part, context).list();
  }

  /// What the values of a field are counted with.
  ///
  /// @param column whose dictionary has the values, or the sets they are in; those of series have
  ///   several
  /// @param index of the event or link, 0 for fields of the span
  record Source(ColumnId column, int index) {
    static final Source SERIES = new Source(ColumnId.field(ColumnId.Domain.SPANS, ""), 0);

    static Source span(String field) {
      return new Source(ColumnId.field(ColumnId.Domain.SPANS, field), 0);
    }
  }

  @Override
  public Optional<Block> counted(Set<String> fields) {
    OverriddenFields overridden = OverriddenFields.of(part, context);
    Map<String, ByteSlice> constants = new HashMap<>();
    Map<String, FieldRef> others = new HashMap<>();
    for (String field : fields) {
      FieldRef ref = FieldRef.parse(field);
      if (overridden.mayHave(field, ref)) {
        return Optional.empty();
      }
      if (ref.kind() == FieldRef.Kind.MESSAGE) {
        constants.put(field, DASH);
      } else if (isMissing(ref)) {
        constants.put(field, ByteSlice.EMPTY);
      } else {
        others.put(field, ref);
      }
    }
    Optional<Counted> counted =
        others.isEmpty()
            ? Optional.of(new Counted(new int[] {part.footer().rows()}, new HashMap<>()))
            : source(others).flatMap(source -> counted(source, others));
    return counted.map(rows -> rows.with(constants)).map(this::block);
  }

  /// Weights of rows and their columns.
  private static final class Counted {
    final int[] weights;
    final Map<String, ColumnVector> columns;

    Counted(int[] weights, Map<String, ColumnVector> columns) {
      this.weights = weights;
      this.columns = columns;
    }

    Counted with(Map<String, ByteSlice> constants) {
      constants.forEach(
          (field, text) -> columns.put(field, new ColumnVector.Constant(weights.length, text)));
      return this;
    }
  }

  private Block block(Counted rows) {
    return new CountedRows(part, tenant, rows.weights, rows.columns);
  }

  /// Whether no row has the field.
  private boolean isMissing(FieldRef field) {
    return field.kind() == FieldRef.Kind.OTHER || source(field).filter(this::isMissing).isPresent();
  }

  private boolean isMissing(Source source) {
    return part.column(source.column)
        .map(column -> source.index >= column.present.length && column.present.length > 0)
        .orElse(true);
  }

  /// The one source of all fields.
  private Optional<Source> source(Map<String, FieldRef> fields) {
    List<Optional<Source>> sources =
        fields.values().stream().map(PartCounts::source).distinct().toList();
    boolean hasSeries = !part.footer().series().isMissing();
    if (sources.size() == 1 && sources.getFirst().isPresent()) {
      return sources.getFirst();
    }
    return hasSeries && fields.values().stream().allMatch(PartCounts::isOfSeries)
        ? Optional.of(Source.SERIES)
        : Optional.empty();
  }

  private static boolean isOfSeries(FieldRef field) {
    return switch (field.kind()) {
      case NAME, KIND, STATUS_CODE, STREAM, STREAM_ID -> true;
      case RESOURCE_ATTRIBUTE -> field.key().equals(Streams.SERVICE_KEY);
      default -> false;
    };
  }

  /// Where a field stands by itself; empty when its values are in no dictionary.
  static Optional<Source> source(FieldRef field) {
    return switch (field.kind()) {
      case TRACE_STATE -> Optional.of(Source.span(Fields.TRACE_STATE));
      case FLAGS -> Optional.of(Source.span(Fields.FLAGS));
      case NAME -> Optional.of(Source.span(Fields.NAME));
      case KIND -> Optional.of(Source.span(Fields.KIND));
      case DROPPED_ATTRIBUTES -> Optional.of(Source.span(Fields.DROPPED_ATTRIBUTES));
      case DROPPED_EVENTS -> Optional.of(Source.span(Fields.DROPPED_EVENTS));
      case DROPPED_LINKS -> Optional.of(Source.span(Fields.DROPPED_LINKS));
      case STATUS_CODE -> Optional.of(Source.span(Fields.STATUS_CODE));
      case STATUS_MESSAGE -> Optional.of(Source.span(Fields.STATUS_MESSAGE));
      case SCOPE_NAME, SCOPE_VERSION, SCOPE_ATTRIBUTE -> Optional.of(Source.span(Fields.SCOPE));
      case RESOURCE_ATTRIBUTE -> Optional.of(Source.span(Fields.RESOURCE));
      case SPAN_ATTRIBUTE -> Optional.of(attribute(ColumnId.Domain.SPANS, field.key(), 0));
      case EVENT_NAME -> Optional.of(child(ColumnId.Domain.EVENTS, Fields.NAME, field));
      case EVENT_DROPPED -> Optional.of(child(ColumnId.Domain.EVENTS, Fields.DROPPED, field));
      case EVENT_ATTRIBUTE ->
          Optional.of(attribute(ColumnId.Domain.EVENTS, field.key(), field.index()));
      case LINK_TRACE_STATE -> Optional.of(child(ColumnId.Domain.LINKS, Fields.TRACE_STATE, field));
      case LINK_FLAGS -> Optional.of(child(ColumnId.Domain.LINKS, Fields.FLAGS, field));
      case LINK_DROPPED -> Optional.of(child(ColumnId.Domain.LINKS, Fields.DROPPED, field));
      case LINK_ATTRIBUTE ->
          Optional.of(attribute(ColumnId.Domain.LINKS, field.key(), field.index()));
      case TIME,
          MESSAGE,
          STREAM,
          STREAM_ID,
          TRACE_ID,
          SPAN_ID,
          PARENT_SPAN_ID,
          START,
          END,
          DURATION,
          EVENT_TIME,
          LINK_TRACE_ID,
          LINK_SPAN_ID,
          OTHER ->
          Optional.empty();
    };
  }

  private static Source child(ColumnId.Domain domain, String column, FieldRef field) {
    return new Source(ColumnId.field(domain, column), field.index());
  }

  private static Source attribute(ColumnId.Domain domain, String key, int index) {
    return new Source(ColumnId.attribute(domain, key), index);
  }

  private Optional<Counted> counted(Source source, Map<String, FieldRef> fields) {
    Map<String, ColumnVector> columns = new HashMap<>();
    if (source.equals(Source.SERIES)) {
      SeriesColumns series = new SeriesColumns(part, context);
      fields.forEach((name, field) -> columns.put(name, series.of(field)));
      return Optional.of(new Counted(series.table().rows, columns));
    }
    ColumnMeta column = part.column(source.column).orElseThrow();
    if (column.countsLength == 0 || source.index >= column.present.length) {
      return Optional.empty();
    }
    int[] weights = part.counts(column, context)[source.index];
    TypedValues values = part.dictionary(column, context);
    int[] codes = new int[weights.length];
    Arrays.setAll(codes, code -> code);
    fields.forEach((name, field) ->
        columns.put(name, new ColumnVector.Coded(texts(part, field, values), codes, codes.length)));
    return Optional.of(new Counted(weights, columns));
  }

  /// What LogsQL shows of a field by the code in its column.
  static Dictionary texts(PartReader part, FieldRef field, TypedValues values) {
    return switch (field.kind()) {
      case RESOURCE_ATTRIBUTE ->
          SetColumn.attributes(part, Fields.RESOURCE, SetReader.Kind.RESOURCE, field.key(), values);
      case SCOPE_ATTRIBUTE ->
          SetColumn.attributes(part, Fields.SCOPE, SetReader.Kind.SCOPE, field.key(), values);
      case SCOPE_NAME -> SetColumn.scopeTexts(part, 0, values);
      case SCOPE_VERSION -> SetColumn.scopeTexts(part, 1, values);
      default -> values.texts();
    };
  }
}
