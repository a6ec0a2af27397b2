package dev.vestige.logsql.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Random decisions from one seed.
public final class Choice {
  private final Random random;

  public Choice(long seed) {
    this.random = new Random(seed);
  }

  /// 0 to `bound - 1`.
  public int below(int bound) {
    return random.nextInt(bound);
  }

  public boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  public <T> T of(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  /// `min` to `max` items.
  public <T> List<T> list(int min, int max, Supplier<T> item) {
    List<T> items = new ArrayList<>();
    int size = min + random.nextInt(max - min + 1);
    for (int i = 0; i < size; i++) {
      items.add(item.get());
    }
    return items;
  }
}
