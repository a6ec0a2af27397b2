package dev.vestige.insert.intake;

import dev.vestige.base.ByteSlice;
import dev.vestige.storage.AttributeRules;
import dev.vestige.storage.AttributeScope;
import dev.vestige.storage.FieldRef;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Applies the field options of one request. What concerns an attribute is done to the attribute
/// itself, so that every way out shows the same; what concerns another field of the LogsQL view
/// becomes an override of the view. Confined to one thread.
final class FieldRules implements AttributeRules {
  /// Fields of the view, apart from attributes, events and links, that options may name.
  private static final List<String> OWN_FIELDS =
      List.of(
          "trace_id",
          "span_id",
          "parent_span_id",
          "trace_state",
          "flags",
          "name",
          "kind",
          "start_time_unix_nano",
          "end_time_unix_nano",
          "duration",
          "dropped_attributes_count",
          "dropped_events_count",
          "dropped_links_count",
          "status_code",
          "status_message",
          "scope_name",
          "scope_version");

  private static final List<String> EVENT_FIELDS =
      List.of(
          "event:event_time_unix_nano:",
          "event:event_name:",
          "event:event_dropped_attributes_count:");

  private static final List<String> LINK_FIELDS =
      List.of(
          "link:link_trace_id:",
          "link:link_span_id:",
          "link:link_trace_state:",
          "link:link_flags:",
          "link:link_dropped_attributes_count:");

  private final InsertOptions options;
  private final SpanBatchBuilder builder;

  /// Attributes that every resource, scope or span gets, key to text.
  private final Map<AttributeScope, Map<String, String>> ownAttributes =
      new EnumMap<>(AttributeScope.class);

  /// Fields with their new text; an empty text takes the field away.
  private final Map<String, String> overrides = new LinkedHashMap<>();

  private final boolean ignoresChildren;
  private final Map<Long, Integer> lists = new HashMap<>();

  FieldRules(InsertOptions options, SpanBatchBuilder builder) {
    this.options = options;
    this.builder = builder;
    OWN_FIELDS.stream()
        .filter(options.ignored()::matches)
        .forEach(field -> overrides.put(field, ""));
    options.ignored().names().stream()
        .filter(field -> FieldRef.parse(field).index() >= 0)
        .forEach(field -> overrides.put(field, ""));
    options.extraFields().forEach(this::sort);
    ignoresChildren = !options.ignored().prefixes().isEmpty() && touchesChildren();
  }

  private boolean touchesChildren() {
    return options.ignored().touches("event:") || options.ignored().touches("link:");
  }

  private void sort(String field, String text) {
    FieldRef parsed = FieldRef.parse(field);
    switch (parsed.kind()) {
      case RESOURCE_ATTRIBUTE -> own(AttributeScope.RESOURCE, parsed.key(), text);
      case SCOPE_ATTRIBUTE -> own(AttributeScope.SCOPE, parsed.key(), text);
      case SPAN_ATTRIBUTE -> own(AttributeScope.SPAN, parsed.key(), text);
      default -> overrides.put(field, text);
    }
  }

  private void own(AttributeScope scope, String key, String text) {
    ownAttributes.computeIfAbsent(scope, _ -> new LinkedHashMap<>()).put(key, text);
  }

  @Override
  public Action action(AttributeScope scope, ByteSlice key) {
    String field = scope.prefix() + key;
    boolean child = scope == AttributeScope.EVENT || scope == AttributeScope.LINK;
    // The number of the event or link stands behind the key; only a prefix can mean all of them.
    if (child ? options.ignored().startsWithOne(field + ":") : options.ignored().matches(field)) {
      return Action.DROP;
    }
    boolean decolorize =
        child
            ? options.decolorized().startsWithOne(field + ":")
            : options.decolorized().matches(field);
    return decolorize ? Action.DECOLORIZE : Action.KEEP;
  }

  /// Whether the text of a field that is no attribute loses its terminal colours.
  boolean decolorizes(String field) {
    return options.decolorized().matches(field);
  }

  /// Adds the attributes that the options give to what is open in the builder.
  void addOwn(AttributeScope scope) {
    ownAttributes
        .getOrDefault(scope, Map.of())
        .forEach((key, text) ->
            builder.replaceAttribute(
                key.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Gives the open span its overrides.
  void override(int events, int links) {
    if (overrides.isEmpty() && !ignoresChildren) {
      return;
    }
    long counts = ignoresChildren ? ((long) events << 32) | links : 0;
    int list = lists.computeIfAbsent(counts, _ -> overrideList(events, links));
    builder.overrideList(list);
  }

  private int overrideList(int events, int links) {
    Map<String, String> all = new LinkedHashMap<>();
    if (ignoresChildren) {
      ignoreChildren(EVENT_FIELDS, events, all);
      ignoreChildren(LINK_FIELDS, links, all);
    }
    all.putAll(overrides);
    all.forEach((field, text) ->
        builder.override(field, text.isEmpty() ? ValueType.ABSENT : ValueType.STRING, text));
    return builder.endOverrides();
  }

  private void ignoreChildren(List<String> stems, int count, Map<String, String> all) {
    for (String stem : stems) {
      for (int number = 0; number < count; number++) {
        if (options.ignored().startsWithOne(stem + number)) {
          all.put(stem + number, "");
        }
      }
    }
  }
}
