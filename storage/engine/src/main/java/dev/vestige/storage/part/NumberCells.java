package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ValueType;
import java.util.HashMap;
import java.util.Map;

/// Gives small numbers values of the pool, each once. Confined to one thread.
final class NumberCells {
  private static final int DIRECT = 512;

  private final ValuePool pool;
  private final int[] direct = new int[DIRECT];
  private final Map<Long, Integer> others = new HashMap<>();
  private final ByteSink bytes = new ByteSink(8);

  NumberCells(ValuePool pool) {
    this.pool = pool;
  }

  void put(Cells cells, int row, long number) {
    cells.add(row, value(number));
  }

  private int value(long number) {
    if (number < 0 || number >= DIRECT) {
      return others.computeIfAbsent(number, this::add);
    }
    int known = direct[(int) number];
    if (known == 0) {
      known = add(number) + 1;
      direct[(int) number] = known;
    }
    return known - 1;
  }

  private int add(long number) {
    bytes.clear();
    bytes.putLong(number);
    return pool.add(ValueType.INT.code(), bytes.array(), 0, 8);
  }
}
