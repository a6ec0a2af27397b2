package dev.vestige.storage.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class CellsTest {
  @Test
  void sorting_keeps_the_last_value_of_each_row_however_few_rows_have_one(RandomGenerator random) {
    for (int round = 0; round < 200; round++) {
      int rows = 1 + random.nextInt(2_000);
      Cells cells = new Cells();
      Map<Integer, Integer> expected = new TreeMap<>();
      int count = random.nextInt(random.nextBoolean() ? 20 : 400);
      for (int value = 0; value < count; value++) {
        int row = random.nextInt(rows);
        cells.add(row, value);
        expected.put(row, value);
      }
      cells.sort(rows);
      Map<Integer, Integer> found = new TreeMap<>();
      ArrayList<Integer> order = new ArrayList<>();
      for (int at = 0; at < cells.size(); at++) {
        order.add(cells.row(at));
        found.put(cells.row(at), cells.value(at));
      }
      assertThat(found).isEqualTo(expected);
      assertThat(order).isSorted().hasSize(expected.size());
    }
  }
}
