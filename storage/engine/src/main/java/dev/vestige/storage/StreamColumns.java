package dev.vestige.storage;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The stream columns of a block. The labels are read from the block's view, so that overrides
/// count; each distinct set of labels is written once. Rows that nobody asked for have no text.
public final class StreamColumns {
  private final Block block;
  private final MoreLabels more;

  /// The fields of a row that are labels besides span name and service name.
  public interface MoreLabels {
    List<String> of(int row);
  }

  public StreamColumns(Block block, MoreLabels more) {
    this.block = block;
    this.more = more;
  }

  public ColumnVector texts() {
    return build(Streams::appendText);
  }

  public ColumnVector ids() {
    return build((labels, out) -> Streams.appendId(block.tenant(), labels, out));
  }

  /// Writes the text of one set of labels.
  private interface LabelText {
    void append(SortedMap<String, ByteSlice> labels, ByteSink out);
  }

  private ColumnVector build(LabelText text) {
    ColumnVector name = block.column(Streams.NAME_FIELD);
    ColumnVector service = block.column(Streams.SERVICE_FIELD);
    Map<SortedMap<String, ByteSlice>, Integer> entries = new HashMap<>();
    Map<Long, Integer> entryOfCodes = new HashMap<>();
    TextColumnBuilder builder = new TextColumnBuilder(block.rows(), block.rows() + 1);
    Bitmap asked = block.selection();
    for (int row = asked.nextSet(0); row >= 0; row = asked.nextSet(row + 1)) {
      List<String> fields = more.of(row);
      long codes = fields.isEmpty() ? codes(name, service, row) : -1;
      Integer entry = codes < 0 ? null : entryOfCodes.get(codes);
      if (entry == null) {
        SortedMap<String, ByteSlice> labels = labels(name, service, fields, row);
        entry = entries.get(labels);
        if (entry == null) {
          text.append(labels, builder.text());
          entry = builder.addEntry(entries.size() + 1);
          entries.put(labels, entry);
        }
        if (codes >= 0) {
          entryOfCodes.put(codes, entry);
        }
      }
      builder.set(row, entry);
    }
    return builder.build();
  }

  /// A number for the row's pair of dictionary codes, -1 when there are none.
  private static long codes(ColumnVector name, ColumnVector service, int row) {
    if (name instanceof ColumnVector.Coded one && service instanceof ColumnVector.Coded two) {
      return (long) one.codes()[row] << 32 | two.codes()[row];
    }
    return -1;
  }

  private SortedMap<String, ByteSlice> labels(
      ColumnVector name, ColumnVector service, List<String> fields, int row) {
    SortedMap<String, ByteSlice> labels = new TreeMap<>();
    labels.put(Streams.NAME_FIELD, text(name, row));
    labels.put(Streams.SERVICE_FIELD, text(service, row));
    for (String field : new ArrayList<>(fields)) {
      labels.put(field, text(block.column(field), row));
    }
    return labels;
  }

  private static ByteSlice text(ColumnVector column, int row) {
    ByteSink out = new ByteSink();
    column.appendText(row, out);
    return ByteSlice.of(out.toByteArray());
  }
}
