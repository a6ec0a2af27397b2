package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.stats.StatsFunc;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.JsonText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// `values` and `json_values`: a list per group, of all values of the fields or of rows as JSON.
final class ItemsState implements FunctionState {
  private final FieldChoice fields;
  private final boolean ofRows;
  private final long limit;
  private final ByteSink item = new ByteSink();

  /// Per group its items, each a length and its bytes.
  private @Nullable ByteSink[] items = new ByteSink[0];

  private int[] counts = new int[0];
  private long bytes;

  /// @param ofRows whether an item is a row, not a value
  /// @param limit items per group; 0 for no limit
  ItemsState(FieldChoice fields, boolean ofRows, long limit) {
    this.fields = fields;
    this.ofRows = ofRows;
    this.limit = limit == 0 ? Long.MAX_VALUE : limit;
  }

  @Override
  public void add(BlockView block, Rows rows) {
    grow(rows.groupCount());
    int[] numbers = rows.numbers();
    int[] groups = rows.groups();
    if (ofRows) {
      RowJson json = new RowJson(block, fields.of(block));
      for (int i = 0; i < rows.count(); i++) {
        if (counts[groups[numbers[i]]] < limit) {
          item.clear();
          json.append(numbers[i], item);
          addItem(groups[numbers[i]], item.array(), 0, item.position());
        }
      }
      return;
    }
    for (String field : fields.of(block)) {
      ColumnVector column = block.column(field);
      for (int i = 0; i < rows.count(); i++) {
        if (counts[groups[numbers[i]]] < limit) {
          item.clear();
          column.appendText(numbers[i], item);
          addItem(groups[numbers[i]], item.array(), 0, item.position());
        }
      }
    }
  }

  private void addItem(int group, byte[] source, int from, int to) {
    ByteSink list = items[group];
    if (list == null) {
      list = new ByteSink(16);
      items[group] = list;
      bytes += 64;
    }
    int before = list.position();
    list.putSized(source, from, to - from);
    bytes += 2L * (list.position() - before);
    counts[group]++;
  }

  @Override
  public void grow(int groupCount) {
    int length = Growth.length(counts.length, groupCount);
    if (length > counts.length) {
      counts = Arrays.copyOf(counts, length);
      items = Arrays.copyOf(items, length);
    }
  }

  @Override
  public void merge(FunctionState other, int[] groupOf) {
    ItemsState from = (ItemsState) other;
    for (int group = 0; group < groupOf.length; group++) {
      ByteSink list = from.items[group];
      if (list != null) {
        read(groupOf[group], source(list), from.counts[group]);
      }
    }
  }

  private static ByteSource source(ByteSink list) {
    return new ByteSource("the values of a group", list.array(), 0, list.position());
  }

  private void read(int group, ByteSource in, int count) {
    for (int i = 0; i < count; i++) {
      int length = in.getCount("length of a value", in.remaining());
      int from = in.take(length);
      if (counts[group] < limit) {
        addItem(group, in.array(), from, from + length);
      }
    }
  }

  @Override
  public void append(int group, StatsFunc asked, ByteSink out) {
    out.putByte('[');
    ByteSink list = items[group];
    if (list != null) {
      ByteSource in = source(list);
      for (int i = 0; i < counts[group]; i++) {
        if (i > 0) {
          out.putByte(',');
        }
        int length = in.getCount("length of a value", in.remaining());
        int from = in.take(length);
        JsonText.appendQuoted(in.array(), from, from + length, out);
      }
    }
    out.putByte(']');
  }

  @Override
  public void save(int group, ByteSink out) {
    out.putVarint(counts[group]);
    ByteSink list = items[group];
    if (list != null) {
      out.putBytes(list.array(), 0, list.position());
    }
  }

  @Override
  public void load(int group, ByteSource in) {
    read(group, in, in.getCount("number of values", in.remaining()));
  }

  @Override
  public long sizeBytes() {
    return bytes + 12L * counts.length;
  }
}
