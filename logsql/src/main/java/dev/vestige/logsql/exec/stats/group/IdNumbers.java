package dev.vestige.logsql.exec.stats.group;

import dev.vestige.logsql.exec.value.IdTable;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import java.util.Arrays;

/// What [LongNumbers] is for longs, for ids.
final class IdNumbers {
  private final KeyValues values;
  private final IdFormat format;
  private final IdTable table = new IdTable();
  private int[] numbers = new int[0];
  private boolean direct;

  /// @param direct whether the ids are the values, so that numbers follow from the table alone
  IdNumbers(KeyValues values, IdFormat format, boolean direct) {
    this.values = values;
    this.format = format;
    this.direct = direct;
  }

  /// The number of an id, which is not all zeros; `high` is 0 for ids of 8 bytes.
  int number(long high, long low) {
    int known = table.size();
    int at = table.add(high, low);
    if (direct) {
      return at + 1;
    }
    return at < known ? numbers[at] : learn(at, high, low);
  }

  /// Makes room for so many more ids at once.
  void prepare(int count) {
    table.prepare(count);
  }

  /// Adds the ids of another one, whose number 0 is not an id.
  ///
  /// @param into gets the own number of each of the other's
  void addAll(IdNumbers other, int[] into) {
    prepare(other.size());
    for (int at : other.table.bySlots()) {
      into[at + 1] = number(other.high(at), other.low(at));
    }
  }

  private int learn(int at, long high, long low) {
    if (at == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(16, at * 2));
    }
    numbers[at] = values.learn(column(new long[] {high}, new long[] {low}, 1), 0);
    return numbers[at];
  }

  /// The values became texts, numbered as the ids were.
  void becomeIndirect() {
    numbers = new int[Math.max(16, table.size())];
    for (int at = 0; at < table.size(); at++) {
      numbers[at] = at + 1;
    }
    direct = false;
  }

  IdFormat format() {
    return format;
  }

  int size() {
    return table.size();
  }

  long high(int at) {
    return table.high(at);
  }

  long low(int at) {
    return table.low(at);
  }

  ColumnVector column(long[] highs, long[] lows, int rows) {
    return new ColumnVector.Ids(highs, lows, rows, format);
  }

  long sizeBytes() {
    return table.sizeBytes() + 4L * numbers.length;
  }
}
