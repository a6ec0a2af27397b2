package dev.vestige.storage.part;

import dev.vestige.storage.AttributeScope;
import dev.vestige.storage.Dictionary;
import dev.vestige.storage.FieldRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fields of a part with the number of rows that have them: from the footer, and for the
/// attributes of resources and scopes from their dictionaries.
final class CountedFields {
  private static final List<String> ALWAYS =
      List.of(
          "_time",
          "_msg",
          "_stream",
          "_stream_id",
          "start_time_unix_nano",
          "end_time_unix_nano",
          "duration");

  /// The fields of the format that are columns of their own.
  private static final Map<String, String> PLAIN =
      Map.ofEntries(
          Map.entry(Fields.SPAN_ID, "span_id"),
          Map.entry(Fields.PARENT, "parent_span_id"),
          Map.entry(Fields.NAME, "name"),
          Map.entry(Fields.KIND, "kind"),
          Map.entry(Fields.STATUS_CODE, "status_code"),
          Map.entry(Fields.STATUS_MESSAGE, "status_message"),
          Map.entry(Fields.TRACE_STATE, "trace_state"),
          Map.entry(Fields.FLAGS, "flags"),
          Map.entry(Fields.DROPPED_ATTRIBUTES, "dropped_attributes_count"),
          Map.entry(Fields.DROPPED_EVENTS, "dropped_events_count"),
          Map.entry(Fields.DROPPED_LINKS, "dropped_links_count"));

  private static final Map<String, String> EVENTS =
      Map.of(
          Fields.NAME, "event:event_name:",
          Fields.DROPPED, "event:event_dropped_attributes_count:");

  private static final Map<String, String> LINKS =
      Map.of(
          Fields.SPAN_ID, "link:link_span_id:",
          Fields.TRACE_STATE, "link:link_trace_state:",
          Fields.FLAGS, "link:link_flags:",
          Fields.DROPPED, "link:link_dropped_attributes_count:");

  private final PartReader part;
  private final ReadContext context;
  private final List<FieldRows> found = new ArrayList<>();

  CountedFields(PartReader part, ReadContext context) {
    this.part = part;
    this.context = context;
  }

  /// Empty when something was not counted, or overrides make fields of their own.
  Optional<List<FieldRows>> list() {
    for (ColumnMeta column : part.columns()) {
      if (!add(column)) {
        return Optional.empty();
      }
    }
    ALWAYS.forEach(field -> add(field, part.footer().rows()));
    add("trace_id", part.footer().rowsWithTraceId());
    return Optional.of(found);
  }

  private void add(String field, long rows) {
    if (rows > 0) {
      found.add(new FieldRows(field, rows));
    }
  }

  /// False when the column's rows were not counted.
  private boolean add(ColumnMeta column) {
    String key = column.id.key();
    return switch (column.id.domain()) {
      case SPANS -> column.id.attribute() ? addSpans(column, span(key)) : addField(column);
      case EVENTS ->
          column.id.attribute()
              ? addChildren(column, AttributeScope.EVENT.prefix() + key + ":")
              : addNamed(column, EVENTS);
      case LINKS ->
          column.id.attribute()
              ? addChildren(column, AttributeScope.LINK.prefix() + key + ":")
              : key.equals(Fields.TRACE_LOW) ? addLinkedTraces(column) : addNamed(column, LINKS);
    };
  }

  private static String span(String key) {
    return AttributeScope.SPAN.prefix() + key;
  }

  private boolean addField(ColumnMeta column) {
    return switch (column.id.key()) {
      case Fields.OVERRIDE -> false;
      case Fields.RESOURCE ->
          addSets(column, SetReader.Kind.RESOURCE, AttributeScope.RESOURCE.prefix());
      case Fields.SCOPE -> addScopes(column);
      case Fields.COUNT_EVENTS -> {
        addChildren(column, "event:event_time_unix_nano:");
        yield true;
      }
      default -> {
        String field = PLAIN.get(column.id.key());
        yield field == null || addSpans(column, field);
      }
    };
  }

  private boolean addSpans(ColumnMeta column, String field) {
    if (column.present.length != 1) {
      return false;
    }
    add(field, column.present[0]);
    return true;
  }

  /// Fields of events or links that are no attributes; those without a name are parts of others.
  private boolean addNamed(ColumnMeta column, Map<String, String> names) {
    String name = names.get(column.id.key());
    return name == null ? column.present.length > 0 : addChildren(column, name);
  }

  private boolean addChildren(ColumnMeta column, String stem) {
    for (int index = 0; index < column.present.length; index++) {
      add(stem + index, column.present[index]);
    }
    return column.present.length > 0;
  }

  /// Half an id does not tell whether the other half is 0, too.
  private boolean addLinkedTraces(ColumnMeta low) {
    boolean areAllFilled =
        part.column(ColumnId.field(ColumnId.Domain.SPANS, Fields.COUNT_LINKS))
            .filter(links -> Arrays.equals(links.present, low.present))
            .isPresent();
    return areAllFilled && addChildren(low, "link:link_trace_id:");
  }

  private boolean addScopes(ColumnMeta column) {
    if (!addSets(column, SetReader.Kind.SCOPE, AttributeScope.SCOPE.prefix())) {
      return false;
    }
    TypedValues scopes = part.dictionary(column, context);
    int[] rows = part.counts(column, context)[0];
    add("scope_name", filled(SetColumn.scopeTexts(part, 0, scopes), rows));
    add("scope_version", filled(SetColumn.scopeTexts(part, 1, scopes), rows));
    return true;
  }

  private static long filled(Dictionary texts, int[] rows) {
    long filled = 0;
    for (int code = 0; code < rows.length; code++) {
      filled += texts.isEmpty(code) ? 0 : rows[code];
    }
    return filled;
  }

  /// Names what is kept of the attributes of sets, for the cache.
  private record SetFields(String column) {}

  /// The attributes of sets with the rows of the sets that have them.
  private boolean addSets(ColumnMeta column, SetReader.Kind kind, String prefix) {
    if (column.countsLength == 0) {
      return false;
    }
    AttributeRows fields =
        part.derived(
            new SetFields(column.id.key()),
            AttributeRows.class,
            () ->
                AttributeRows.of(
                    part.dictionary(column, context), kind, part.counts(column, context)[0]),
            AttributeRows::sizeBytes);
    fields.rows().forEach((key, rows) -> add(prefix + key, rows));
    return true;
  }

  /// In how many rows which attribute of a set is.
  private record AttributeRows(Map<String, Long> rows) {
    private static final int ENTRY_BYTES = 128;

    static AttributeRows of(TypedValues sets, SetReader.Kind kind, int[] rowsOfSet) {
      Map<String, Long> rows = new HashMap<>();
      Set<String> keys = new HashSet<>();
      for (int entry = 1; entry < sets.size(); entry++) {
        keys.clear();
        SetReader.addKeys(kind, sets, entry, keys);
        for (String key : keys) {
          rows.merge(key, (long) rowsOfSet[entry], Long::sum);
        }
      }
      return new AttributeRows(rows);
    }

    long sizeBytes() {
      return (long) ENTRY_BYTES * rows.size();
    }
  }
}
