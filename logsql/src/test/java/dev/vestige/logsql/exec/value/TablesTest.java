package dev.vestige.logsql.exec.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tables of distinct texts and ids.
@ExtendWith(Seed.class)
class TablesTest {
  private static int add(TextTable table, String text) {
    byte[] bytes = Bytes.of(text);
    return table.add(bytes, Bytes.MARGIN, Bytes.end(bytes));
  }

  private static int find(TextTable table, String text) {
    byte[] bytes = Bytes.of(text);
    return table.find(bytes, Bytes.MARGIN, Bytes.end(bytes));
  }

  @Test
  void texts_are_numbered_by_first_appearance(RandomGenerator random) {
    Map<String, Integer> expected = new LinkedHashMap<>();
    TextTable table = new TextTable();
    for (int round = 0; round < 20_000; round++) {
      String text = "é".repeat(random.nextInt(3)) + random.nextInt(3000);
      int number = expected.computeIfAbsent(text, _ -> expected.size());
      assertThat(add(table, text)).isEqualTo(number);
    }
    assertThat(table.size()).isEqualTo(expected.size());
    expected.forEach((text, number) -> {
      assertThat(find(table, text)).isEqualTo(number);
      assertThat(table.text(number)).hasToString(text);
    });
    assertThat(find(table, "3000")).isEqualTo(-1);
  }

  @Test
  void the_empty_text_is_a_text() {
    TextTable table = TextTable.of(List.of("a", "", "a"));
    assertThat(table.size()).isEqualTo(2);
    assertThat(find(table, "")).isEqualTo(1);
    assertThat(find(new TextTable(), "")).isEqualTo(-1);
  }

  @Test
  void texts_that_differ_only_in_zero_bytes_are_told_apart() {
    TextTable table = new TextTable();
    for (int length = 0; length < 20; length++) {
      assertThat(add(table, "\0".repeat(length))).isEqualTo(length);
    }
  }

  @Test
  void ids_are_found_as_pairs(RandomGenerator random) {
    Set<List<Long>> expected = new HashSet<>();
    IdSet set = new IdSet();
    List<List<Long>> asked = new ArrayList<>();
    for (int round = 0; round < 10_000; round++) {
      List<Long> id = List.of(random.nextLong(4), random.nextLong(-2000, 2000));
      asked.add(id);
      if (random.nextInt(4) == 0) {
        expected.add(id);
        set.add(id.get(0), id.get(1));
      }
    }
    for (List<Long> id : asked) {
      assertThat(set.contains(id.get(0), id.get(1))).isEqualTo(expected.contains(id));
    }
    assertThat(set.size()).isEqualTo(expected.size());
  }

  @Test
  void the_id_of_zeros_is_an_id() {
    IdSet set = new IdSet();
    assertThat(set.contains(0, 0)).isFalse();
    set.add(0, 0);
    assertThat(set.contains(0, 0)).isTrue();
    assertThat(set.size()).isEqualTo(1);
  }

  @Test
  void ids_are_taken_over_in_the_order_of_their_slots(RandomGenerator random) {
    for (int count : new int[] {0, 1, 100, 8_191, 8_192, 30_000}) {
      IdTable from = new IdTable();
      from.prepare(random.nextInt(count + 1));
      for (int i = 0; i < count; i++) {
        assertThat(from.add(random.nextLong(), i)).isEqualTo(i);
      }
      int[] order = from.bySlots();
      assertThat(order).hasSize(count);
      IdTable into = new IdTable();
      for (int i = 0; i < count; i += 3) {
        into.add(from.high(i), from.low(i));
      }
      into.prepare(count);
      for (int number : order) {
        int known = into.size();
        assertThat(into.add(from.high(number), from.low(number)))
            .matches(added -> number % 3 == 0 ? added == number / 3 : added == known);
      }
      assertThat(into.size()).isEqualTo(count);
      assertThat(IntStream.of(order).distinct().count()).isEqualTo(count);
    }
  }
}
