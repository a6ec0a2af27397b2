package dev.vestige.logsql.exec.stats.group;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.pipe.ByField;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Puts the rows of blocks into groups of equal values of some fields. Each field numbers its
/// values; of several fields the first two numbers make a pair, which is numbered, and that number
/// makes a pair with the next field's. Without fields all rows are one group. Confined to one
/// worker; groups of others are taken over when they are done.
public final class Grouper {
  private final List<KeyColumn> columns = new ArrayList<>();

  /// Pair table i joins the fields up to i with field i + 1.
  private final List<PairTable> joins = new ArrayList<>();

  private final Rows rows = new Rows();
  private final List<int[]> joined = new ArrayList<>();

  public Grouper(List<ByField> by) {
    for (ByField field : by) {
      columns.add(new KeyColumn(field));
    }
    for (int i = 1; i < columns.size(); i++) {
      joins.add(new PairTable());
      joined.add(new int[0]);
    }
  }

  /// Groups by the plain values of fields.
  public static Grouper byFields(List<String> fields) {
    return new Grouper(fields.stream().map(field -> new ByField(field, null)).toList());
  }

  /// Group numbers are below this.
  public int size() {
    if (columns.isEmpty()) {
      return 1;
    }
    return joins.isEmpty() ? columns.getFirst().values().size() : joins.getLast().size();
  }

  /// Whether a row of this group was seen. Number 0 of a single field is its empty value, which may
  /// not occur.
  public boolean isUsed(int group) {
    return columns.size() != 1 || group != 0 || columns.getFirst().values().hasEmpty();
  }

  /// How many groups were seen.
  public int usedSize() {
    return size() - (isUsed(0) ? 0 : 1);
  }

  /// Makes room for so many more ids of the only field at once.
  public void prepareIds(IdFormat format, int count) {
    columns.getFirst().values().ids(format).prepare(count);
  }

  /// Groups the selected rows of a block; the result is valid until the next block.
  public Rows group(BlockView block, Bitmap selection) {
    rows.select(selection);
    if (columns.isEmpty()) {
      rows.setUniform(0, 1);
      return rows;
    }
    if (rows.count() == 0) {
      // A constant column has a value even so, which is of no row.
      rows.setGroups(new int[0], size());
      return rows;
    }
    int uniform = columns.getFirst().assign(block, rows);
    int[] groups = columns.getFirst().numbers();
    int count = columns.getFirst().values().size();
    for (int i = 1; i < columns.size(); i++) {
      KeyColumn column = columns.get(i);
      int value = column.assign(block, rows);
      PairTable join = joins.get(i - 1);
      join.prepare(count, column.values().size());
      if (uniform >= 0 && value >= 0) {
        uniform = join.add(uniform, value);
      } else {
        groups = join(i - 1, join, uniform, groups, value, column.numbers());
        uniform = KeyColumn.MIXED;
      }
      count = join.size();
    }
    if (uniform >= 0) {
      rows.setUniform(uniform, count);
    } else {
      rows.setGroups(groups, count);
    }
    return rows;
  }

  private int[] join(
      int at, PairTable join, int uniformLeft, int[] lefts, int uniformRight, int[] rights) {
    int length = rows.selection().length();
    if (joined.get(at).length < length) {
      joined.set(at, new int[length]);
    }
    int[] numbers = joined.get(at);
    int[] rowNumbers = rows.numbers();
    int count = rows.count();
    if (uniformLeft >= 0) {
      for (int i = 0; i < count; i++) {
        int row = rowNumbers[i];
        numbers[row] = join.add(uniformLeft, rights[row]);
      }
    } else if (uniformRight >= 0) {
      for (int i = 0; i < count; i++) {
        int row = rowNumbers[i];
        numbers[row] = join.add(lefts[row], uniformRight);
      }
    } else {
      for (int i = 0; i < count; i++) {
        int row = rowNumbers[i];
        numbers[row] = join.add(lefts[row], rights[row]);
      }
    }
    return numbers;
  }

  /// Adds the groups of another one; returns this one's number of each of its groups.
  public int[] addAll(Grouper other) {
    if (columns.isEmpty()) {
      return new int[] {0};
    }
    int[] groups = columns.getFirst().values().addAll(other.columns.getFirst().values());
    for (int i = 1; i < columns.size(); i++) {
      int[] right = columns.get(i).values().addAll(other.columns.get(i).values());
      PairTable from = other.joins.get(i - 1);
      PairTable into = joins.get(i - 1);
      int leftCount = i == 1 ? columns.getFirst().values().size() : joins.get(i - 2).size();
      into.prepare(leftCount, columns.get(i).values().size());
      int[] numbers = new int[from.size()];
      for (int number = 0; number < numbers.length; number++) {
        numbers[number] = into.add(groups[from.left(number)], right[from.right(number)]);
      }
      groups = numbers;
    }
    return groups;
  }

  /// The values that some groups have in one of the fields.
  public ColumnVector column(int field, int[] groups, int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = value(groups[i], field);
    }
    return columns.get(field).values().column(numbers, count);
  }

  public void appendText(int group, int field, ByteSink out) {
    columns.get(field).values().appendText(value(group, field), out);
  }

  private int value(int group, int field) {
    int left = group;
    for (int i = joins.size(); i > 0; i--) {
      if (i == field) {
        return joins.get(i - 1).right(left);
      }
      left = joins.get(i - 1).left(left);
    }
    return left;
  }

  /// The groups that were seen.
  public int[] used() {
    int first = isUsed(0) ? 0 : 1;
    return IntStream.range(first, Math.max(first, size())).toArray();
  }

  /// Adds a value of the only field.
  public int addSingle(ByteSlice text) {
    KeyValues values = columns.getFirst().values();
    return values.addText(text.array(), text.offset(), text.offset() + text.length());
  }

  /// Adds a group given by the texts of its values, each a length and its bytes.
  public int add(ByteSource in) {
    int group = 0;
    for (int i = 0; i < columns.size(); i++) {
      KeyValues values = columns.get(i).values();
      int length = in.getCount("length of a value", in.remaining());
      int from = in.take(length);
      int value = values.addText(in.array(), from, from + length);
      if (i > 0) {
        PairTable join = joins.get(i - 1);
        join.prepare(group + 1, values.size());
        value = join.add(group, value);
      }
      group = value;
    }
    return group;
  }

  /// Whether there is a group whose values are all empty.
  public boolean hasEmpty() {
    if (columns.size() == 1) {
      return isUsed(0);
    }
    int group = 0;
    for (PairTable join : joins) {
      group = join.find(group, 0);
      if (group < 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether a group's values are all empty.
  public boolean isEmpty(int group) {
    for (int field = 0; field < columns.size(); field++) {
      if (value(group, field) != 0) {
        return false;
      }
    }
    return true;
  }

  /// Bytes of memory held, roughly.
  public long sizeBytes() {
    long bytes = 0;
    for (KeyColumn column : columns) {
      bytes += column.values().sizeBytes();
    }
    for (PairTable join : joins) {
      bytes += join.sizeBytes();
    }
    return bytes;
  }
}
