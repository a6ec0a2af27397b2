package dev.vestige.storage;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The LogsQL view of a batch that is still in memory. Columns are put together when asked for and
/// kept for the visit.
public final class BatchBlock implements Block {
  private static final ByteSlice DASH = ByteSlice.utf8("-");

  private final SpanBatch batch;
  private final Bitmap selection;
  private final Map<String, ColumnVector> columns = new HashMap<>();

  BatchBlock(SpanBatch batch, Bitmap selection) {
    this.batch = batch;
    this.selection = selection;
  }

  /// The view of a batch's rows of the given time and traces, which are sorted; empty when there is
  /// none.
  public static Optional<Block> open(
      SpanBatch batch, TimeRange range, Optional<List<TraceId>> traces) {
    Bitmap selection = new Bitmap(batch.size);
    for (int row = 0; row < batch.size; row++) {
      if (range.contains(batch.spans.end[row])
          && (traces.isEmpty() || isOneOf(batch, row, traces.get()))) {
        selection.set(row);
      }
    }
    return selection.isEmpty() ? Optional.empty() : Optional.of(new BatchBlock(batch, selection));
  }

  private static boolean isOneOf(SpanBatch batch, int row, List<TraceId> traces) {
    TraceId trace = new TraceId(batch.spans.traceHigh[row], batch.spans.traceLow[row]);
    return Collections.binarySearch(traces, trace) >= 0;
  }

  @Override
  public TenantId tenant() {
    return batch.tenant;
  }

  @Override
  public int rows() {
    return batch.size;
  }

  @Override
  public Bitmap selection() {
    return selection.copy();
  }

  @Override
  public long minTimeNanos() {
    return Arrays.stream(batch.spans.end).min().orElse(0);
  }

  @Override
  public long maxTimeNanos() {
    return Arrays.stream(batch.spans.end).max().orElse(0);
  }

  @Override
  public List<String> fields() {
    return BatchFields.of(batch);
  }

  @Override
  public ColumnVector column(String field) {
    ColumnVector known = columns.get(field);
    if (known == null) {
      known = overridden(field, plain(FieldRef.parse(field)));
      columns.put(field, known);
    }
    return known;
  }

  /// The column of a field of a batch as it came in, whatever the request replaced in the view.
  public static ColumnVector asReceived(SpanBatch batch, String field) {
    return new BatchBlock(batch, Bitmap.full(batch.size)).plain(FieldRef.parse(field));
  }

  private ColumnVector overridden(String field, ColumnVector plain) {
    byte[] name = field.getBytes(StandardCharsets.UTF_8);
    int key = BatchFields.findKey(batch.keys, name);
    if (key == 0 || !hasOverride(key)) {
      return plain;
    }
    ByteSink bytes = new ByteSink();
    int[] offsets = new int[batch.size + 1];
    for (int row = 0; row < batch.size; row++) {
      int list = batch.spans.override[row];
      if (!appendOverride(list, key, bytes)) {
        plain.appendText(row, bytes);
      }
      offsets[row + 1] = bytes.position();
    }
    return new ColumnVector.Texts(bytes.toByteArray(), offsets, batch.size);
  }

  private boolean hasOverride(int key) {
    for (int at = 0; at < batch.overrides.keys().length; at++) {
      if (batch.overrides.key(at) == key) {
        return true;
      }
    }
    return false;
  }

  private boolean appendOverride(int list, int key, ByteSink out) {
    for (int at = batch.overrides.start(list); at < batch.overrides.end(list); at++) {
      if (batch.overrides.key(at) == key) {
        batch.values.appendText(batch.overrides.value(at), out);
        return true;
      }
    }
    return false;
  }

  private ColumnVector plain(FieldRef field) {
    SpanColumns spans = batch.spans;
    return switch (field.kind()) {
      case TIME -> longs(spans.end, ColumnVector.Longs.NumberFormat.TIME);
      case MESSAGE -> new ColumnVector.Constant(batch.size, DASH);
      case STREAM -> new StreamColumns(this, _ -> batch.streamFields).texts();
      case STREAM_ID -> new StreamColumns(this, _ -> batch.streamFields).ids();
      case TRACE_ID ->
          new ColumnVector.Ids(
              spans.traceHigh, spans.traceLow, batch.size, ColumnVector.Ids.IdFormat.HEX_16);
      case SPAN_ID -> ids8(spans.spanId);
      case PARENT_SPAN_ID -> ids8(spans.parentId);
      case TRACE_STATE -> texts(row -> spans.traceState[row]);
      case FLAGS -> numbers(row -> spans.flags[row] & 0xFFFF_FFFFL);
      case NAME -> texts(row -> spans.name[row]);
      case KIND -> numbers(row -> spans.kind[row]);
      case START -> longs(spans.start, ColumnVector.Longs.NumberFormat.UNSIGNED);
      case END -> longs(spans.end, ColumnVector.Longs.NumberFormat.UNSIGNED);
      case DURATION -> numbers(batch::durationNanos);
      case DROPPED_ATTRIBUTES -> numbers(row -> spans.droppedAttributes[row] & 0xFFFF_FFFFL);
      case DROPPED_EVENTS -> numbers(row -> spans.droppedEvents[row] & 0xFFFF_FFFFL);
      case DROPPED_LINKS -> numbers(row -> spans.droppedLinks[row] & 0xFFFF_FFFFL);
      case STATUS_CODE -> numbers(row -> spans.statusCode[row]);
      case STATUS_MESSAGE -> texts(row -> spans.statusMessage[row]);
      case SCOPE_NAME -> texts(row -> batch.scopeNames[spans.scope[row]]);
      case SCOPE_VERSION -> texts(row -> batch.scopeVersions[spans.scope[row]]);
      case RESOURCE_ATTRIBUTE -> {
        int key = key(field);
        yield texts(row -> visible(batch.resources.find(spans.resource[row], key)));
      }
      case SCOPE_ATTRIBUTE -> {
        int key = key(field);
        yield texts(row -> visible(batch.scopes.find(spans.scope[row], key)));
      }
      case SPAN_ATTRIBUTE -> {
        int key = key(field);
        yield texts(row -> visible(batch.attributes.find(row, key)));
      }
      case EVENT_TIME, EVENT_NAME, EVENT_DROPPED, EVENT_ATTRIBUTE -> event(field);
      case LINK_TRACE_ID,
          LINK_SPAN_ID,
          LINK_TRACE_STATE,
          LINK_FLAGS,
          LINK_DROPPED,
          LINK_ATTRIBUTE ->
          link(field);
      case OTHER -> new ColumnVector.Constant(batch.size, ByteSlice.EMPTY);
    };
  }

  private int key(FieldRef field) {
    return BatchFields.findKey(batch.keys, field.key().getBytes(StandardCharsets.UTF_8));
  }

  /// A list shows its leaves instead of itself.
  private int visible(int value) {
    return batch.values.type(value) == ValueType.KVLIST ? 0 : value;
  }

  private ColumnVector event(FieldRef field) {
    EventColumns events = batch.events;
    int key = field.kind() == FieldRef.Kind.EVENT_ATTRIBUTE ? key(field) : 0;
    int[] rowEvents = children(batch.spans.eventOffsets, field.index());
    return switch (field.kind()) {
      case EVENT_TIME -> childNumbers(rowEvents, event -> events.time[event]);
      case EVENT_DROPPED -> childNumbers(rowEvents, event -> events.dropped[event] & 0xFFFF_FFFFL);
      case EVENT_NAME -> texts(row -> rowEvents[row] < 0 ? 0 : events.name[rowEvents[row]]);
      default ->
          texts(
              row -> rowEvents[row] < 0 ? 0 : visible(events.attributes.find(rowEvents[row], key)));
    };
  }

  private ColumnVector link(FieldRef field) {
    LinkColumns links = batch.links;
    int key = field.kind() == FieldRef.Kind.LINK_ATTRIBUTE ? key(field) : 0;
    int[] rowLinks = children(batch.spans.linkOffsets, field.index());
    return switch (field.kind()) {
      case LINK_TRACE_ID ->
          new ColumnVector.Ids(
              gather(rowLinks, links.traceHigh),
              gather(rowLinks, links.traceLow),
              batch.size,
              ColumnVector.Ids.IdFormat.HEX_16);
      case LINK_SPAN_ID -> ids8(gather(rowLinks, links.spanId));
      case LINK_FLAGS -> childNumbers(rowLinks, link -> links.flags[link] & 0xFFFF_FFFFL);
      case LINK_DROPPED -> childNumbers(rowLinks, link -> links.dropped[link] & 0xFFFF_FFFFL);
      case LINK_TRACE_STATE ->
          texts(row -> rowLinks[row] < 0 ? 0 : links.traceState[rowLinks[row]]);
      default ->
          texts(row -> rowLinks[row] < 0 ? 0 : visible(links.attributes.find(rowLinks[row], key)));
    };
  }

  /// Per row the number of its index-th child, -1 when it has fewer.
  private int[] children(int[] offsets, int index) {
    int[] children = new int[batch.size];
    for (int row = 0; row < batch.size; row++) {
      long child = (long) offsets[row] + index;
      children[row] = child < offsets[row + 1] ? (int) child : -1;
    }
    return children;
  }

  private long[] gather(int[] children, long[] values) {
    long[] gathered = new long[batch.size];
    for (int row = 0; row < batch.size; row++) {
      gathered[row] = children[row] < 0 ? 0 : values[children[row]];
    }
    return gathered;
  }

  /// Numbers by row or child.
  private interface NumberAt {
    long at(int index);
  }

  /// Value codes by row.
  private interface CodeAt {
    int at(int row);
  }

  private ColumnVector childNumbers(int[] children, NumberAt number) {
    long[] values = new long[batch.size];
    Bitmap present = new Bitmap(batch.size);
    for (int row = 0; row < batch.size; row++) {
      if (children[row] >= 0) {
        values[row] = number.at(children[row]);
        present.set(row);
      }
    }
    return new ColumnVector.Longs(
        values, present, batch.size, ColumnVector.Longs.NumberFormat.UNSIGNED);
  }

  private ColumnVector numbers(NumberAt number) {
    long[] values = new long[batch.size];
    for (int row = 0; row < batch.size; row++) {
      values[row] = number.at(row);
    }
    return longs(values, ColumnVector.Longs.NumberFormat.DECIMAL);
  }

  private ColumnVector longs(long[] values, ColumnVector.Longs.NumberFormat format) {
    return new ColumnVector.Longs(values, null, batch.size, format);
  }

  private ColumnVector ids8(long[] ids) {
    return new ColumnVector.Ids(ids, ids, batch.size, ColumnVector.Ids.IdFormat.HEX_8);
  }

  private ColumnVector texts(CodeAt codes) {
    TextColumnBuilder builder = new TextColumnBuilder(batch.size, batch.values.size());
    for (int row = 0; row < batch.size; row++) {
      int code = codes.at(row);
      int entry = builder.entry(code);
      if (entry < 0) {
        batch.values.appendText(code, builder.text());
        entry = builder.addEntry(code);
      }
      builder.set(row, entry);
    }
    return builder.build();
  }
}
