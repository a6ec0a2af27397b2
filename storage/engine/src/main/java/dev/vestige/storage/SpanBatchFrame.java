package dev.vestige.storage;

import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A batch as bytes, for the write-ahead log and between nodes; `docs/format/batch-frame.md` is the
/// grammar. A batch comes back with the same columns, tables and numbers. A frame has a version but
/// no checksum: what carries it has one. Reading checks every count against the bytes that are left
/// before memory is taken, and every code against its table. All methods are stateless.
public final class SpanBatchFrame {
  static final int VERSION = 1;

  private SpanBatchFrame() {}

  /// Appends the frame of a batch.
  ///
  /// @throws VestigeException INTERNAL when the batch holds a code outside its table, which no
  ///   reader would accept
  public static void write(SpanBatch batch, ByteSink out) {
    FrameSink sink = new FrameSink(out);
    sink.putByte(VERSION);
    sink.putInt(batch.tenant.account());
    sink.putInt(batch.tenant.project());
    writeStreamFields(batch.streamFields, sink);
    sink.texts(batch.keys);
    sink.values(batch.values);
    int keys = batch.keys.size();
    int values = batch.values.size();
    sink.countedLists("resources", batch.resources, keys, values);
    sink.countedLists("scopes", batch.scopes, keys, values);
    sink.codes("scope names", batch.scopeNames, batch.scopeNames.length, values);
    sink.codes("scope versions", batch.scopeVersions, batch.scopeVersions.length, values);
    sink.countedLists("overrides", batch.overrides, keys, values);
    writeSpans(batch, sink);
    sink.lists("attributes", batch.attributes, batch.size, keys, values);
    writeEvents(batch, sink);
    writeLinks(batch, sink);
  }

  private static void writeStreamFields(List<String> fields, FrameSink sink) {
    sink.putCount(fields.size());
    for (String field : fields) {
      sink.putText(field.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void writeSpans(SpanBatch batch, FrameSink sink) {
    SpanColumns spans = batch.spans;
    int size = batch.size;
    int values = batch.values.size();
    sink.putCount(size);
    sink.rawLongs(spans.spanId, size);
    sink.traceRuns(spans.traceHigh, spans.traceLow, size);
    sink.longs(spans.parentId, size, 0);
    sink.longs(spans.start, size, 0);
    sink.differences(spans.end, spans.start, size);
    sink.codes("span names", spans.name, size, values);
    sink.ints(spans.kind, size, 0);
    sink.ints(spans.statusCode, size, 0);
    sink.codes("status messages", spans.statusMessage, size, values);
    sink.codes("trace states", spans.traceState, size, values);
    sink.ints(spans.flags, size, 0);
    sink.ints(spans.droppedAttributes, size, 0);
    sink.ints(spans.droppedEvents, size, 0);
    sink.ints(spans.droppedLinks, size, 0);
    sink.codes("resource numbers", spans.resource, size, batch.resources.size());
    sink.codes("scope numbers", spans.scope, size, batch.scopes.size());
    sink.codes("override numbers", spans.override, size, batch.overrides.size());
    sink.lengths("events of spans", spans.eventOffsets, size, batch.events.size, 0);
    sink.lengths("links of spans", spans.linkOffsets, size, batch.links.size, 0);
  }

  private static void writeEvents(SpanBatch batch, FrameSink sink) {
    EventColumns events = batch.events;
    int values = batch.values.size();
    sink.longs(events.time, events.size, 1);
    sink.codes("event names", events.name, events.size, values);
    sink.ints(events.dropped, events.size, 0);
    sink.lists("event attributes", events.attributes, events.size, batch.keys.size(), values);
  }

  private static void writeLinks(SpanBatch batch, FrameSink sink) {
    LinkColumns links = batch.links;
    int values = batch.values.size();
    sink.rawLongs(links.spanId, links.size);
    sink.longs(links.traceHigh, links.size, 0);
    sink.longs(links.traceLow, links.size, 0);
    sink.codes("link trace states", links.traceState, links.size, values);
    sink.ints(links.flags, links.size, 0);
    sink.ints(links.dropped, links.size, 0);
    sink.lists("link attributes", links.attributes, links.size, batch.keys.size(), values);
  }

  /// Reads a frame that fills the given range. The batch keeps nothing of the array.
  ///
  /// @throws VestigeException CORRUPT, with the column and the offset in the frame
  public static SpanBatch read(byte[] bytes, int offset, int length) {
    FrameSource source = new FrameSource(bytes, offset, length);
    int version = source.takeByte();
    if (version != VERSION) {
      throw source.broken("version " + version + ", expected " + VERSION);
    }
    TenantId tenant = new TenantId(source.takeInt(), source.takeInt());
    List<String> streamFields = readStreamFields(source);
    ValueTable keys = source.texts("keys");
    ValueTable values = source.values("values");
    AttributeLists resources = source.countedLists("resources", keys, values);
    AttributeLists scopes = source.countedLists("scopes", keys, values);
    int[] scopeNames = source.codes("scope names", scopes.size(), values.size());
    int[] scopeVersions = source.codes("scope versions", scopes.size(), values.size());
    AttributeLists overrides = source.countedLists("overrides", keys, values);
    int size = source.takeCount("spans", Long.BYTES);
    SpanColumns spans = readSpans(source, size, values.size());
    spans.resource = source.codes("resource numbers", size, resources.size());
    spans.scope = source.codes("scope numbers", size, scopes.size());
    spans.override = source.codes("override numbers", size, overrides.size());
    spans.eventOffsets = source.offsets("events of spans", size);
    spans.linkOffsets = source.offsets("links of spans", size);
    AttributeLists attributes = source.lists("attributes", size, keys, values);
    EventColumns events = readEvents(source, spans.eventOffsets[size], keys, values);
    LinkColumns links = readLinks(source, spans.linkOffsets[size], keys, values);
    source.requireEnd();
    return new SpanBatch(
        tenant,
        keys,
        values,
        new AttributeLists[] {resources, scopes, overrides, attributes},
        new int[][] {scopeNames, scopeVersions},
        spans,
        events,
        links,
        streamFields);
  }

  private static List<String> readStreamFields(FrameSource source) {
    int count = source.takeCount("stream fields", 1);
    List<String> fields = new ArrayList<>(Math.min(count, 64));
    for (int i = 0; i < count; i++) {
      fields.add(source.takeText("stream field"));
    }
    return List.copyOf(fields);
  }

  /// Reads the columns up to the numbers of lists.
  private static SpanColumns readSpans(FrameSource source, int size, int values) {
    SpanColumns spans = new SpanColumns(0);
    spans.size = size;
    spans.spanId = source.rawLongs("span ids", size);
    spans.traceHigh = new long[size];
    spans.traceLow = new long[size];
    readTraceRuns(source, spans);
    spans.parentId = source.longs("parent ids", size, 0);
    spans.start = source.longs("start times", size, 0);
    spans.end = source.longs("durations", size, 0);
    for (int i = 0; i < size; i++) {
      spans.end[i] += spans.start[i];
    }
    spans.name = source.codes("span names", size, values);
    spans.kind = source.ints("kinds", size, 0);
    spans.statusCode = source.ints("status codes", size, 0);
    spans.statusMessage = source.codes("status messages", size, values);
    spans.traceState = source.codes("trace states", size, values);
    spans.flags = source.ints("flags", size, 0);
    spans.droppedAttributes = source.ints("dropped attributes", size, 0);
    spans.droppedEvents = source.ints("dropped events", size, 0);
    spans.droppedLinks = source.ints("dropped links", size, 0);
    return spans;
  }

  private static void readTraceRuns(FrameSource source, SpanColumns spans) {
    int runs = source.takeCount("trace runs", 2 * Long.BYTES);
    int[] ends = source.offsets("trace runs", runs, 0, spans.size);
    if (ends[runs] != spans.size) {
      throw source.broken("trace runs of " + ends[runs] + " spans, expected " + spans.size);
    }
    long[] high = source.rawLongs("trace ids", runs);
    long[] low = source.rawLongs("trace ids", runs);
    for (int run = 0; run < runs; run++) {
      Arrays.fill(spans.traceHigh, ends[run], ends[run + 1], high[run]);
      Arrays.fill(spans.traceLow, ends[run], ends[run + 1], low[run]);
    }
  }

  private static EventColumns readEvents(
      FrameSource source, int size, ValueTable keys, ValueTable values) {
    EventColumns events = new EventColumns(0);
    events.size = size;
    events.time = source.longs("event times", size, 1);
    events.name = source.codes("event names", size, values.size());
    events.dropped = source.ints("dropped attributes of events", size, 0);
    events.attributes = source.lists("event attributes", size, keys, values);
    return events;
  }

  private static LinkColumns readLinks(
      FrameSource source, int size, ValueTable keys, ValueTable values) {
    LinkColumns links = new LinkColumns(0);
    links.size = size;
    links.spanId = source.rawLongs("link span ids", size);
    links.traceHigh = source.longs("link trace ids", size, 0);
    links.traceLow = source.longs("link trace ids", size, 0);
    links.traceState = source.codes("link trace states", size, values.size());
    links.flags = source.ints("link flags", size, 0);
    links.dropped = source.ints("dropped attributes of links", size, 0);
    links.attributes = source.lists("link attributes", size, keys, values);
    return links;
  }
}
