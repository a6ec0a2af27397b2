package dev.vestige.storage;

import dev.vestige.base.encoding.IntList;

/// Takes some spans of a batch into a batch of their own, column by column, with only those table
/// entries that they use. Used once, by one thread.
public final class SpanBatchSlice {
  private final SpanBatch from;
  private final int[] rows;
  private final Renumbering keys;
  private final Renumbering values;

  private SpanBatchSlice(SpanBatch from, int[] rows) {
    this.from = from;
    this.rows = rows;
    keys = new Renumbering(from.keys.size());
    values = new Renumbering(from.values.size());
  }

  /// The given spans in the given order; the batch itself when these are all.
  ///
  /// @param rows span numbers, each at most once
  public static SpanBatch of(SpanBatch batch, int[] rows) {
    return rows.length == batch.size ? batch : new SpanBatchSlice(batch, rows).build();
  }

  private SpanBatch build() {
    SpanColumns spans = spans();
    Renumbering resources = new Renumbering(from.resources.size() + 1);
    Renumbering scopes = new Renumbering(from.scopes.size() + 1);
    Renumbering overrides = new Renumbering(from.overrides.size());
    spans.resource = shifted(from.spans.resource, resources);
    spans.scope = shifted(from.spans.scope, scopes);
    spans.override = overrides.of(from.spans.override, rows);
    int[] keptScopes = unshifted(scopes);
    AttributeLists[] lists = {
      lists(from.resources, unshifted(resources)),
      lists(from.scopes, keptScopes),
      lists(from.overrides, overrides.kept()),
      lists(from.attributes, rows)
    };
    int[][] scopeTexts = {
      values.of(from.scopeNames, keptScopes), values.of(from.scopeVersions, keptScopes)
    };
    EventColumns events = events(children(from.spans.eventOffsets, spans.eventOffsets));
    LinkColumns links = links(children(from.spans.linkOffsets, spans.linkOffsets));
    return new SpanBatch(
        from.tenant,
        keys.keptOf(from.keys),
        values.keptOf(from.values),
        lists,
        scopeTexts,
        spans,
        events,
        links,
        from.streamFields);
  }

  private SpanColumns spans() {
    SpanColumns source = from.spans;
    SpanColumns spans = new SpanColumns(0);
    spans.size = rows.length;
    spans.traceHigh = longs(source.traceHigh, rows);
    spans.traceLow = longs(source.traceLow, rows);
    spans.spanId = longs(source.spanId, rows);
    spans.parentId = longs(source.parentId, rows);
    spans.start = longs(source.start, rows);
    spans.end = longs(source.end, rows);
    spans.name = values.of(source.name, rows);
    spans.kind = ints(source.kind, rows);
    spans.statusCode = ints(source.statusCode, rows);
    spans.statusMessage = values.of(source.statusMessage, rows);
    spans.traceState = values.of(source.traceState, rows);
    spans.flags = ints(source.flags, rows);
    spans.droppedAttributes = ints(source.droppedAttributes, rows);
    spans.droppedEvents = ints(source.droppedEvents, rows);
    spans.droppedLinks = ints(source.droppedLinks, rows);
    spans.eventOffsets = new int[rows.length + 1];
    spans.linkOffsets = new int[rows.length + 1];
    return spans;
  }

  /// New numbers of lists, of which number 0 is one like the others.
  private int[] shifted(int[] column, Renumbering lists) {
    int[] result = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      result[i] = lists.of(column[rows[i]] + 1) - 1;
    }
    return result;
  }

  private static int[] unshifted(Renumbering lists) {
    int[] kept = lists.kept();
    int[] result = new int[kept.length - 1];
    for (int i = 0; i < result.length; i++) {
      result[i] = kept[i + 1] - 1;
    }
    return result;
  }

  /// The numbers of the events or links of the chosen spans; sets where those of each begin.
  private int[] children(int[] sourceOffsets, int[] offsets) {
    IntList chosen = new IntList();
    for (int i = 0; i < rows.length; i++) {
      for (int child = sourceOffsets[rows[i]]; child < sourceOffsets[rows[i] + 1]; child++) {
        chosen.add(child);
      }
      offsets[i + 1] = chosen.size();
    }
    return chosen.toArray();
  }

  private EventColumns events(int[] chosen) {
    EventColumns events = new EventColumns(0);
    events.size = chosen.length;
    events.time = longs(from.events.time, chosen);
    events.name = values.of(from.events.name, chosen);
    events.dropped = ints(from.events.dropped, chosen);
    events.attributes = lists(from.events.attributes, chosen);
    return events;
  }

  private LinkColumns links(int[] chosen) {
    LinkColumns links = new LinkColumns(0);
    links.size = chosen.length;
    links.traceHigh = longs(from.links.traceHigh, chosen);
    links.traceLow = longs(from.links.traceLow, chosen);
    links.spanId = longs(from.links.spanId, chosen);
    links.traceState = values.of(from.links.traceState, chosen);
    links.flags = ints(from.links.flags, chosen);
    links.dropped = ints(from.links.dropped, chosen);
    links.attributes = lists(from.links.attributes, chosen);
    return links;
  }

  private AttributeLists lists(AttributeLists source, int[] chosen) {
    int[] offsets = new int[chosen.length + 1];
    for (int i = 0; i < chosen.length; i++) {
      offsets[i + 1] = offsets[i] + source.end(chosen[i]) - source.start(chosen[i]);
    }
    int[] keyCodes = new int[offsets[chosen.length]];
    int[] valueCodes = new int[offsets[chosen.length]];
    int to = 0;
    for (int list : chosen) {
      for (int at = source.start(list); at < source.end(list); at++) {
        keyCodes[to] = keys.of(source.keys()[at]);
        valueCodes[to++] = values.of(source.values()[at]);
      }
    }
    return new AttributeLists(offsets, keyCodes, valueCodes);
  }

  private static long[] longs(long[] column, int[] rows) {
    long[] result = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      result[i] = column[rows[i]];
    }
    return result;
  }

  private static int[] ints(int[] column, int[] rows) {
    int[] result = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      result[i] = column[rows[i]];
    }
    return result;
  }
}
