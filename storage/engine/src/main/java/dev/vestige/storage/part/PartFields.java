package dev.vestige.storage.part;

import dev.vestige.storage.AttributeScope;
import dev.vestige.storage.BatchFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The field names of a stored block.
final class PartFields {
  private PartFields() {}

  static List<String> of(BlockColumns columns, PartBlock block) {
    Set<String> fields = new LinkedHashSet<>(BatchFields.ALWAYS);
    fields.addAll(BatchFields.SOMETIMES);
    block.resource().keys().forEach(key -> fields.add(AttributeScope.RESOURCE.prefix() + key));
    block.scope().keys().forEach(key -> fields.add(AttributeScope.SCOPE.prefix() + key));
    int maxEvents = children(columns, ColumnId.Domain.EVENTS);
    int maxLinks = children(columns, ColumnId.Domain.LINKS);
    addEvents(maxEvents, fields);
    addLinks(maxLinks, fields);
    for (ColumnMeta column : columns.part().columns()) {
      if (column.id.attribute()) {
        add(columns, column, fields);
      }
    }
    fields.addAll(block.override().keys());
    return new ArrayList<>(fields);
  }

  /// The most children a span of the block has.
  private static int children(BlockColumns columns, ColumnId.Domain domain) {
    int[] first = columns.childRow(domain);
    int max = 0;
    for (int row = 0; row + 1 < first.length; row++) {
      max = Math.max(max, first[row + 1] - first[row]);
    }
    return max;
  }

  /// The fields that are no attributes of so many events.
  static void addEvents(int events, Collection<String> fields) {
    fixed(
        List.of(
            "event:event_time_unix_nano:",
            "event:event_name:",
            "event:event_dropped_attributes_count:"),
        events,
        fields);
  }

  /// Those of so many links.
  static void addLinks(int links, Collection<String> fields) {
    fixed(
        List.of(
            "link:link_trace_id:",
            "link:link_span_id:",
            "link:link_trace_state:",
            "link:link_flags:",
            "link:link_dropped_attributes_count:"),
        links,
        fields);
  }

  private static void fixed(List<String> stems, int children, Collection<String> fields) {
    for (int index = 0; index < children; index++) {
      for (String stem : stems) {
        fields.add(stem + index);
      }
    }
  }

  private static void add(BlockColumns columns, ColumnMeta column, Set<String> fields) {
    if (!columns.hasChunk(column)) {
      return;
    }
    switch (column.id.domain()) {
      case SPANS -> fields.add(AttributeScope.SPAN.prefix() + column.id.key());
      case EVENTS -> addChild(columns, column, AttributeScope.EVENT, fields);
      case LINKS -> addChild(columns, column, AttributeScope.LINK, fields);
    }
  }

  private static void addChild(
      BlockColumns columns, ColumnMeta column, AttributeScope scope, Set<String> fields) {
    Optional<StoredColumn> stored = columns.stored(column);
    if (stored.isEmpty()) {
      return;
    }
    int[] first = columns.childRow(column.id.domain());
    boolean[] seen = new boolean[children(columns, column.id.domain())];
    for (int row = 0; row + 1 < first.length; row++) {
      for (int child = first[row]; child < first[row + 1]; child++) {
        int index = child - first[row];
        if (!seen[index] && stored.get().has(child)) {
          seen[index] = true;
          fields.add(scope.prefix() + column.id.key() + ":" + index);
        }
      }
    }
  }
}
