package dev.vestige.storage;

import dev.vestige.base.ByteSlice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The field names of a batch's view.
public final class BatchFields {
  /// Fields that every row has.
  public static final List<String> ALWAYS =
      List.of(
          "_time",
          "_msg",
          "_stream",
          "_stream_id",
          "trace_id",
          "span_id",
          "flags",
          "kind",
          "start_time_unix_nano",
          "end_time_unix_nano",
          "duration",
          "dropped_attributes_count",
          "dropped_events_count",
          "dropped_links_count",
          "status_code");

  /// Fields that a row may lack.
  public static final List<String> SOMETIMES =
      List.of(
          "name", "parent_span_id", "trace_state", "status_message", "scope_name", "scope_version");

  private BatchFields() {}

  /// The code of a key, 0 when the table does not have it.
  static int findKey(ValueTable keys, byte[] name) {
    for (int code = 1; code < keys.size(); code++) {
      if (Arrays.equals(keys.bytes(), keys.start(code), keys.end(code), name, 0, name.length)) {
        return code;
      }
    }
    return 0;
  }

  static List<String> of(SpanBatch batch) {
    Set<String> fields = new LinkedHashSet<>(ALWAYS);
    fields.addAll(SOMETIMES);
    add(batch, AttributeScope.RESOURCE, batch.resources, fields);
    add(batch, AttributeScope.SCOPE, batch.scopes, fields);
    add(batch, AttributeScope.SPAN, batch.attributes, fields);
    addEvents(batch, fields);
    addLinks(batch, fields);
    for (int key : batch.overrides.keys()) {
      fields.add(batch.keys.raw(key).toString());
    }
    return new ArrayList<>(fields);
  }

  private static void add(
      SpanBatch batch, AttributeScope scope, AttributeLists lists, Set<String> fields) {
    boolean[] seen = new boolean[batch.keys.size()];
    for (int at = 0; at < lists.keys().length; at++) {
      int key = lists.key(at);
      if (!seen[key] && batch.values.type(lists.value(at)) != ValueType.KVLIST) {
        seen[key] = true;
        ByteSlice name = batch.keys.raw(key);
        fields.add(scope.prefix() + name);
      }
    }
  }

  private static void addEvents(SpanBatch batch, Set<String> fields) {
    for (int row = 0; row < batch.size; row++) {
      for (int event = batch.eventStart(row); event < batch.eventEnd(row); event++) {
        int index = event - batch.eventStart(row);
        fields.add("event:event_time_unix_nano:" + index);
        fields.add("event:event_name:" + index);
        fields.add("event:event_dropped_attributes_count:" + index);
        addChild(batch, AttributeScope.EVENT, batch.events.attributes, event, index, fields);
      }
    }
  }

  private static void addLinks(SpanBatch batch, Set<String> fields) {
    for (int row = 0; row < batch.size; row++) {
      for (int link = batch.linkStart(row); link < batch.linkEnd(row); link++) {
        int index = link - batch.linkStart(row);
        fields.add("link:link_trace_id:" + index);
        fields.add("link:link_span_id:" + index);
        fields.add("link:link_trace_state:" + index);
        fields.add("link:link_flags:" + index);
        fields.add("link:link_dropped_attributes_count:" + index);
        addChild(batch, AttributeScope.LINK, batch.links.attributes, link, index, fields);
      }
    }
  }

  private static void addChild(
      SpanBatch batch,
      AttributeScope scope,
      AttributeLists lists,
      int list,
      int index,
      Set<String> fields) {
    for (int at = lists.start(list); at < lists.end(list); at++) {
      if (batch.values.type(lists.value(at)) != ValueType.KVLIST) {
        fields.add(scope.prefix() + batch.keys.raw(lists.key(at)) + ":" + index);
      }
    }
  }
}
