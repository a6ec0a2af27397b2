package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.stats.group.Grouper;
import dev.vestige.logsql.exec.stats.group.PairTable;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.stats.StatsFunc;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import dev.vestige.storage.ValueText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// `count_uniq`: the distinct tuples of some fields per group. Tuples are numbered once for all
/// groups; a group then has a set of numbers. Hashes save nothing over numbers, so
/// `count_uniq_hash` counts the same way, and exactly.
final class UniqState implements FunctionState {
  private final List<String> fields;
  private final long limit;
  private final boolean isGrouped;
  private final Grouper tuples;

  /// Pairs of a group and a tuple; stays empty when all rows are one group.
  private final PairTable pairs = new PairTable();

  private long[] counts = new long[0];

  /// @param limit the most that is counted, 0 for no limit
  /// @param isGrouped whether there are groups besides number 0
  UniqState(List<String> fields, long limit, boolean isGrouped) {
    this.fields = List.copyOf(fields);
    this.limit = limit == 0 ? Long.MAX_VALUE : limit;
    this.isGrouped = isGrouped;
    this.tuples = Grouper.byFields(this.fields);
  }

  @Override
  public void add(BlockView block, Rows rows) {
    grow(rows.groupCount());
    if (rows.count() == 0 || (!isGrouped && count(0) >= limit)) {
      return;
    }
    Rows tupleRows = tuples.group(block, rows.selection());
    if (!isGrouped) {
      return;
    }
    pairs.prepare(rows.groupCount(), tuples.size());
    int[] numbers = rows.numbers();
    int[] groups = rows.groups();
    int[] tupleOf = tupleRows.groups();
    int lastGroup = -1;
    int lastTuple = -1;
    for (int i = 0; i < rows.count(); i++) {
      int row = numbers[i];
      // Rows of one trace lie side by side.
      if (groups[row] != lastGroup || tupleOf[row] != lastTuple) {
        lastGroup = groups[row];
        lastTuple = tupleOf[row];
        addPair(lastGroup, lastTuple);
      }
    }
  }

  /// A group that has as many as are counted needs to remember no more.
  private void addPair(int group, int tuple) {
    if (counts[group] >= limit) {
      return;
    }
    int known = pairs.size();
    if (pairs.add(group, tuple) == known && !tuples.isEmpty(tuple)) {
      counts[group]++;
    }
  }

  private long count(int group) {
    return Math.min(limit, isGrouped ? counts[group] : distinct());
  }

  /// All tuples but the entirely empty one, which is the first of a single field.
  private long distinct() {
    return (long) tuples.usedSize() - (tuples.hasEmpty() ? 1 : 0);
  }

  @Override
  public void grow(int groupCount) {
    int length = Growth.length(counts.length, groupCount);
    if (length > counts.length) {
      counts = Arrays.copyOf(counts, length);
    }
  }

  @Override
  public void merge(FunctionState other, int[] groupOf) {
    UniqState from = (UniqState) other;
    int[] tupleOf = tuples.addAll(from.tuples);
    int groupCount = Arrays.stream(groupOf).max().orElse(0) + 1;
    pairs.prepare(groupCount, tuples.size());
    for (int pair = 0; pair < from.pairs.size(); pair++) {
      addPair(groupOf[from.pairs.left(pair)], tupleOf[from.pairs.right(pair)]);
    }
  }

  @Override
  public void append(int group, StatsFunc asked, ByteSink out) {
    ValueText.appendLong(count(group), out);
  }

  @Override
  public ColumnVector column(StatsFunc asked, int[] groups, int count) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = count(groups[i]);
    }
    return new ColumnVector.Longs(values, null, count, NumberFormat.DECIMAL);
  }

  @Override
  public void save(int group, ByteSink out) {
    int[] ofGroup = isGrouped ? pairs.rightsOf(group) : tuples.used();
    if (fields.size() == 1
        && tuples.column(0, ofGroup, ofGroup.length) instanceof ColumnVector.Ids ids) {
      UniqIds.save(ids, out);
    } else {
      saveTexts(ofGroup, out);
    }
  }

  private void saveTexts(int[] ofGroup, ByteSink out) {
    ByteSink text = new ByteSink();
    out.putByte(UniqIds.NONE);
    out.putVarint(ofGroup.length);
    for (int tuple : ofGroup) {
      for (int field = 0; field < fields.size(); field++) {
        text.clear();
        tuples.appendText(tuple, field, text);
        out.putSized(text.array(), 0, text.position());
      }
    }
  }

  @Override
  public void load(int group, ByteSource in) {
    int kind = in.getByte();
    if (kind == UniqIds.NONE) {
      loadTexts(group, in);
    } else if (fields.size() == 1) {
      loadIds(group, UniqIds.load(kind, in));
    } else {
      throw in.corrupt("ids for " + fields.size() + " fields");
    }
  }

  private void loadIds(int group, ColumnVector.Ids ids) {
    tuples.prepareIds(ids.format(), ids.rows());
    Bitmap all = new Bitmap(ids.rows());
    all.flip();
    Rows rows = tuples.group(new ColumnsView(ids.rows(), Map.of(fields.getFirst(), ids)), all);
    if (isGrouped) {
      pairs.prepare(group + 1, tuples.size());
      int[] tupleOf = rows.groups();
      for (int row = 0; row < ids.rows(); row++) {
        addPair(group, tupleOf[row]);
      }
    }
  }

  private void loadTexts(int group, ByteSource in) {
    int count = in.getCount("number of distinct values", in.remaining());
    for (int i = 0; i < count; i++) {
      int tuple = tuples.add(in);
      if (isGrouped) {
        pairs.prepare(group + 1, tuples.size());
        addPair(group, tuple);
      }
    }
  }

  @Override
  public long sizeBytes() {
    return 8L * counts.length + tuples.sizeBytes() + pairs.sizeBytes();
  }
}
