package dev.vestige.insert.textrow;

import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.BatchBlock;
import dev.vestige.storage.Block;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchSlice;
import dev.vestige.storage.Streams;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Writes the spans of a batch as rows of texts: the fields that LogsQL shows of them. Types are
/// lost. Confined to one thread.
public final class TextRowWriter {
  /// Fields that the other side makes of the rest of a row.
  private static final List<String> COMPUTED = List.of("_time", "_stream", "_stream_id", "_msg");

  /// Other nodes look for this one from the end.
  private static final String LAST = "trace_id";

  private final SpanBatch batch;

  /// The rows that were put together last, from a span on.
  private List<Field> view = List.of();

  private int viewStart;
  private int viewEnd;

  private record Field(String name, ColumnVector texts) {}

  public TextRowWriter(SpanBatch batch) {
    this.batch = batch;
  }

  /// Writes rows until a request has enough.
  ///
  /// @param from the first span
  /// @return the first span that is not written
  public int write(int from, ByteSink out) {
    int span = from;
    while (span < batch.size() && (span == from || out.position() < Limits.BODY_BYTES)) {
      if (span >= viewEnd || span < viewStart) {
        open(span);
      }
      write(span - viewStart, batch.endNanos(span), out);
      span++;
    }
    return span;
  }

  private void open(int span) {
    viewStart = span;
    viewEnd = Math.min(batch.size(), span + Limits.SPANS_PER_VIEW);
    SpanBatch part = SpanBatchSlice.of(batch, IntStream.range(span, viewEnd).toArray());
    Optional<Block> block = BatchBlock.open(part, TimeRange.ALL, Optional.empty());
    view = new ArrayList<>();
    block.ifPresent(rows -> {
      for (String field : rows.fields()) {
        if (!COMPUTED.contains(field) && !field.equals(LAST)) {
          view.add(new Field(field, rows.column(field)));
        }
      }
      view.add(new Field(LAST, rows.column(LAST)));
      view.add(new Field("", rows.column("_msg")));
    });
  }

  private void write(int row, long endNanos, ByteSink out) {
    Map<String, byte[]> fields = new LinkedHashMap<>();
    ByteSink text = new ByteSink();
    for (Field field : view) {
      text.clear();
      field.texts().appendText(row, text);
      if (text.position() > 0) {
        fields.put(field.name(), text.toByteArray());
      }
    }
    out.putInt(Integer.reverseBytes(batch.tenant().account()));
    out.putInt(Integer.reverseBytes(batch.tenant().project()));
    byte[] labels = labels(fields);
    out.putSized(labels, 0, labels.length);
    out.putLong(Long.reverseBytes(endNanos));
    out.putVarint(fields.size());
    fields.forEach((name, value) -> putPair(name, value, out));
  }

  private byte[] labels(Map<String, byte[]> fields) {
    SortedMap<String, byte[]> labels = new TreeMap<>();
    addLabel(Streams.NAME_FIELD, fields, labels);
    addLabel(Streams.SERVICE_FIELD, fields, labels);
    batch.streamFields().forEach(field -> addLabel(field, fields, labels));
    ByteSink out = new ByteSink();
    out.putVarint(labels.size());
    labels.forEach((name, value) -> putPair(name, value, out));
    return out.toByteArray();
  }

  private static void addLabel(
      String field, Map<String, byte[]> fields, SortedMap<String, byte[]> labels) {
    byte[] value = fields.get(field);
    if (value != null) {
      labels.put(field, value);
    }
  }

  private static void putPair(String name, byte[] value, ByteSink out) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    out.putSized(bytes, 0, bytes.length);
    out.putSized(value, 0, value.length);
  }
}
