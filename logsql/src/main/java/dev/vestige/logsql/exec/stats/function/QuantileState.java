package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.stats.Limits;
import dev.vestige.logsql.exec.stats.group.KeyColumn;
import dev.vestige.logsql.exec.stats.group.KeyValues;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.stats.QuantileFunc;
import dev.vestige.logsql.stats.StatsFunc;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `quantile` and `median`: values of each group, all of them up to [Limits#SAMPLES_MAX]. As long
/// as they come from number columns of one format they are kept as longs, then as numbers of their
/// texts. Missing values, the smallest of all, are only counted.
final class QuantileState implements FunctionState {
  private static final NumberFormat[] FORMATS = NumberFormat.values();

  private final FieldChoice fields;
  private final GroupSamples samples = new GroupSamples();
  private long[] empties = new long[0];

  /// What the samples are, null while there are none; texts when `texts` is there.
  private @Nullable NumberFormat format;

  private @Nullable KeyValues texts;
  private final Map<String, KeyColumn> columns = new HashMap<>();
  private int[] ranks = new int[0];
  private int[] numberOfRank = new int[0];

  QuantileState(FieldChoice fields) {
    this.fields = fields;
  }

  @Override
  public void add(BlockView block, Rows rows) {
    grow(rows.groupCount());
    ranks = new int[0];
    for (String field : fields.of(block)) {
      ColumnVector column = block.column(field);
      if (column instanceof ColumnVector.Longs longs && keepsLongs(longs.format())) {
        addLongs(longs, rows);
      } else if (column instanceof ColumnVector.Constant(int _, ByteSlice text) && text.isEmpty()) {
        addEmpties(rows);
      } else {
        addTexts(field, block, rows);
      }
    }
  }

  private boolean keepsLongs(NumberFormat other) {
    if (texts != null || other == NumberFormat.HEX || (format != null && format != other)) {
      return false;
    }
    format = other;
    return true;
  }

  private void addEmpties(Rows rows) {
    int[] numbers = rows.numbers();
    int[] groups = rows.groups();
    for (int i = 0; i < rows.count(); i++) {
      empties[groups[numbers[i]]]++;
    }
  }

  private void addLongs(ColumnVector.Longs column, Rows rows) {
    long turn = turn(column.format());
    long mask = column.format() == NumberFormat.IPV4 ? 0xFFFF_FFFFL : -1L;
    long[] values = column.values();
    Bitmap present = column.present();
    int[] numbers = rows.numbers();
    int[] groups = rows.groups();
    int count = rows.count();
    for (int i = 0; i < count; i++) {
      int row = numbers[i];
      int group = groups[row];
      if (present != null && !present.get(row)) {
        empties[group]++;
      } else {
        samples.add(group, (values[row] & mask) ^ turn);
      }
    }
  }

  /// Exclusive or with it puts unsigned numbers into signed order.
  private static long turn(@Nullable NumberFormat format) {
    return format == NumberFormat.UNSIGNED ? Long.MIN_VALUE : 0;
  }

  private void addTexts(String field, BlockView block, Rows rows) {
    KeyValues values = texts();
    KeyColumn keys = columns.computeIfAbsent(field, name -> new KeyColumn(name, values));
    int uniform = keys.assign(block, rows);
    int[] keyOf = keys.numbers();
    int[] numbers = rows.numbers();
    int[] groups = rows.groups();
    for (int i = 0; i < rows.count(); i++) {
      int row = numbers[i];
      int number = uniform >= 0 ? uniform : keyOf[row];
      if (number == 0) {
        empties[groups[row]]++;
      } else {
        samples.add(groups[row], number);
      }
    }
  }

  /// From now on samples are numbers of texts.
  private KeyValues texts() {
    KeyValues known = texts;
    if (known == null) {
      known = new KeyValues();
      texts = known;
      if (format != null) {
        toTexts(known, format);
      }
    }
    return known;
  }

  private void toTexts(KeyValues values, NumberFormat from) {
    ByteSink text = new ByteSink();
    long turn = turn(from);
    samples.replaceAll(value -> {
      text.clear();
      longText(from, value ^ turn, text);
      return values.addText(text.array(), 0, text.position());
    });
  }

  private static void longText(NumberFormat format, long value, ByteSink out) {
    new ColumnVector.Longs(new long[] {value}, null, 1, format).appendText(0, out);
  }

  @Override
  public void grow(int groupCount) {
    int length = Growth.length(empties.length, groupCount);
    if (length > empties.length) {
      empties = Arrays.copyOf(empties, length);
    }
    samples.grow(groupCount);
  }

  @Override
  public void merge(FunctionState other, int[] groupOf) {
    QuantileState from = (QuantileState) other;
    ranks = new int[0];
    boolean keepsLongs = from.format == null || (from.texts == null && keepsLongs(from.format));
    if (from.texts != null || !keepsLongs) {
      KeyValues ours = texts();
      int[] numbers = ours.addAll(from.texts());
      from.samples.replaceAll(number -> numbers[(int) number]);
    }
    for (int group = 0; group < groupOf.length; group++) {
      empties[groupOf[group]] += from.empties[group];
      samples.merge(groupOf[group], from.samples, group);
    }
  }

  @Override
  public void append(int group, StatsFunc asked, ByteSink out) {
    double phi = asked instanceof QuantileFunc quantile ? quantile.phi() : 0.5;
    long seen = samples.seen(group);
    long total = seen + empties[group];
    long place = Math.min((long) (phi * total), total - 1) - empties[group];
    if (seen == 0 || place < 0) {
      return;
    }
    int size = samples.size(group);
    int at = size == seen ? (int) place : (int) Math.min(size - 1, place * size / seen);
    if (texts == null && format != null) {
      longText(format, Selection.at(samples.values(group), size, at) ^ turn(format), out);
    } else {
      appendText(group, at, out);
    }
  }

  private void appendText(int group, int at, ByteSink out) {
    TextTable table = texts().texts();
    if (ranks.length == 0) {
      ranks = new MixedRanks(table).ranks();
      numberOfRank = new int[ranks.length];
      for (int number = 0; number < ranks.length; number++) {
        numberOfRank[ranks[number]] = number;
      }
    }
    long[] values = samples.values(group);
    long[] places = new long[samples.size(group)];
    for (int i = 0; i < places.length; i++) {
      places[i] = ranks[(int) values[i]];
    }
    int number = numberOfRank[(int) Selection.at(places, places.length, at)];
    out.putBytes(table.bytes(), table.start(number), table.end(number) - table.start(number));
  }

  @Override
  public void save(int group, ByteSink out) {
    out.putVarint(empties[group]);
    out.putVarint(samples.seen(group));
    int size = samples.size(group);
    if (size == 0) {
      return;
    }
    boolean ofLongs = texts == null && format != null;
    out.putByte(ofLongs && format != null ? 1 + format.code() : 0);
    out.putVarint(size);
    long[] values = samples.values(group);
    ByteSink text = new ByteSink();
    for (int i = 0; i < size; i++) {
      long value = values[i];
      if (ofLongs) {
        out.putZigzag(value);
      } else {
        text.clear();
        texts().appendText((int) value, text);
        out.putSized(text.array(), 0, text.position());
      }
    }
  }

  @Override
  public void load(int group, ByteSource in) {
    ranks = new int[0];
    empties[group] += in.getVarint();
    long seen = in.getVarint();
    if (seen == 0) {
      return;
    }
    int kind = in.getByte();
    int size = in.getCount("number of samples", Math.min(in.remaining(), Limits.SAMPLES_MAX));
    if (kind > FORMATS.length) {
      throw in.corrupt("unknown kind of samples");
    }
    if (size == 0) {
      throw in.corrupt("no samples of " + seen + " values");
    }
    long[] values = new long[size];
    boolean keepsLongs = kind > 0 && keepsLongs(FORMATS[kind - 1]);
    ByteSink text = new ByteSink();
    for (int i = 0; i < size; i++) {
      if (keepsLongs) {
        values[i] = in.getZigzag();
      } else if (kind > 0) {
        NumberFormat theirs = FORMATS[kind - 1];
        text.clear();
        longText(theirs, in.getZigzag() ^ turn(theirs), text);
        values[i] = texts().addText(text.array(), 0, text.position());
      } else {
        int length = in.getCount("length of a value", in.remaining());
        int from = in.take(length);
        values[i] = texts().addText(in.array(), from, from + length);
      }
    }
    samples.restore(group, Math.max(seen, size), values);
  }

  @Override
  public long sizeBytes() {
    return 8L * empties.length + samples.sizeBytes() + (texts == null ? 0 : texts.sizeBytes());
  }
}
