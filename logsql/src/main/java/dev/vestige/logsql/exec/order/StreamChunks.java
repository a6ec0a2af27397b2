package dev.vestige.logsql.exec.order;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.kept.KeptFields;
import dev.vestige.logsql.exec.kept.RowsOutput;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.pipe.StreamContextPipe;
import dev.vestige.storage.TimeText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The rows of one stream that lie around marked ones. Where they come in several chunks with rows
/// left out between them, a row that says so follows each chunk.
final class StreamChunks {
  private static final byte[] SEPARATOR = "---".getBytes(StandardCharsets.UTF_8);
  private static final List<String> SEPARATOR_FIELDS =
      List.of(FieldNames.MESSAGE, FieldNames.STREAM, FieldNames.STREAM_ID, FieldNames.TIME);

  private final StreamContextPipe pipe;
  private final List<SortedRow> rows;

  /// From one row to before another.
  private record Chunk(int from, int to) {}

  /// @param rows of one stream, sorted by time
  StreamChunks(StreamContextPipe pipe, List<SortedRow> rows) {
    this.pipe = pipe;
    this.rows = rows;
  }

  /// False when no more rows are needed.
  boolean handOn(RowsOutput output) {
    List<Chunk> chunks = chunks();
    for (Chunk chunk : chunks) {
      for (int i = chunk.from; i < chunk.to; i++) {
        if (!add(rows.get(i), output)) {
          return false;
        }
      }
      if (chunks.size() > 1 && !add(separator(rows.get(chunk.to - 1)), output)) {
        return false;
      }
    }
    return true;
  }

  private static boolean add(SortedRow row, RowsOutput output) {
    return output.add(row.names(), row.values(), 0);
  }

  private List<Chunk> chunks() {
    List<Integer> marked = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).isMarked()) {
        marked.add(i);
      }
    }
    List<Chunk> chunks = new ArrayList<>();
    if (marked.isEmpty()) {
      return chunks;
    }
    Chunk seen = seen(marked.getFirst(), marked.getLast());
    for (int at : marked) {
      Chunk chunk =
          new Chunk(
              (int) Math.max(seen.from, at - pipe.before()),
              (int) Math.min(seen.to, at + 1 + pipe.after()));
      if (!chunks.isEmpty() && chunk.from <= chunks.getLast().to) {
        Chunk before = chunks.removeLast();
        chunk = new Chunk(before.from, Math.max(before.to, chunk.to));
      }
      chunks.add(chunk);
    }
    return chunks;
  }

  /// The rows from the window before the first marked row to the one behind the last.
  private Chunk seen(int first, int last) {
    int from = first;
    while (from > 0 && nanos(first) - nanos(from - 1) <= pipe.windowNanos()) {
      from--;
    }
    int to = last + 1;
    while (to < rows.size() && nanos(to) - nanos(last) <= pipe.windowNanos()) {
      to++;
    }
    return new Chunk(from, to);
  }

  private long nanos(int row) {
    return SortKey.number(rows.get(row).keys(), 0);
  }

  /// Stands a nanosecond behind the row, with the fields of its stream.
  private static SortedRow separator(SortedRow row) {
    ByteSink values = new ByteSink();
    values.putVarint(SEPARATOR_FIELDS.indexOf(FieldNames.MESSAGE));
    values.putSized(SEPARATOR, 0, SEPARATOR.length);
    ByteSource source = new ByteSource("a row", row.values());
    while (source.remaining() > 0) {
      String name = row.names().names().get((int) source.getVarint());
      int length = (int) source.getVarint();
      int at = source.take(length);
      if (name.equals(FieldNames.STREAM) || name.equals(FieldNames.STREAM_ID)) {
        values.putVarint(SEPARATOR_FIELDS.indexOf(name));
        values.putSized(row.values(), at, length);
      }
    }
    ByteSink time = new ByteSink();
    TimeText.append(SortKey.number(row.keys(), 0) + 1, time);
    values.putVarint(SEPARATOR_FIELDS.indexOf(FieldNames.TIME));
    values.putSized(time.array(), 0, time.position());
    SortedRow separator = new SortedRow(row.keys(), row.place(), false);
    separator.keep(KeptFields.named(SEPARATOR_FIELDS), values.toByteArray());
    return separator;
  }
}
