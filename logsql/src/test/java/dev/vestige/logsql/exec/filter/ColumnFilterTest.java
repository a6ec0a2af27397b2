package dev.vestige.logsql.exec.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is read, and how often.
class ColumnFilterTest {
  /// Counts what it is asked.
  private static final class Counting extends ValuePredicate {
    private int asked;

    @Override
    boolean test(byte[] bytes, int from, int to) {
      asked++;
      return (to - from) % 2 == 0;
    }

    @Override
    int cost() {
      return 0;
    }
  }

  private static ColumnVector.Coded column(Dictionary dictionary, int... codes) {
    return new ColumnVector.Coded(dictionary, codes, codes.length);
  }

  private static Dictionary numbered(int size) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(Integer.toString(i));
    }
    return Columns.dictionary(entries);
  }

  private static List<Integer> apply(CompiledFilter filter, ColumnVector column) {
    Bitmap rows = Bitmap.full(column.rows());
    filter.apply(new TestBlock(column.rows()).with("f", column), rows);
    return Filtering.numbers(rows);
  }

  @Test
  void small_dictionaries_are_looked_through_once_for_all_blocks() {
    Dictionary dictionary = numbered(200);
    Counting predicate = new Counting();
    CompiledFilter filter = new ColumnFilter("f", predicate);
    assertThat(apply(filter, column(dictionary, 5, 10, 100))).containsExactly(1);
    assertThat(predicate.asked).isEqualTo(200);
    assertThat(apply(filter, column(dictionary, 99, 7, 100, 20))).containsExactly(0, 3);
    assertThat(predicate.asked).isEqualTo(200);
  }

  @Test
  void of_large_dictionaries_only_the_entries_that_occur_are_looked_at() {
    Dictionary dictionary = numbered(5000);
    Counting predicate = new Counting();
    CompiledFilter filter = new ColumnFilter("f", predicate);
    assertThat(apply(filter, column(dictionary, 5, 10, 10))).containsExactly(1, 2);
    assertThat(predicate.asked).isEqualTo(2);
    assertThat(apply(filter, column(dictionary, 10, 4999, 123))).containsExactly(0, 1);
    assertThat(predicate.asked).isEqualTo(4);
  }

  @Test
  void a_constant_is_judged_once() {
    Counting predicate = new Counting();
    CompiledFilter filter = new ColumnFilter("f", predicate);
    ColumnVector constant = Columns.all(List.of("ab", "ab", "ab")).get(3);
    assertThat(constant).isInstanceOf(ColumnVector.Constant.class);
    assertThat(apply(filter, constant)).hasSize(3);
    assertThat(predicate.asked).isEqualTo(1);
  }

  @Test
  void no_column_is_read_when_no_row_is_left() {
    TestBlock block = TestBlock.of("f", "a", "b");
    Filtering.compile("f:=a g:len_range(1,2) f:~\"(?i)b\"").apply(block, Bitmap.full(2));
    assertThat(block.asked()).containsExactly("f", "g");
    Bitmap none = new Bitmap(2);
    TestBlock untouched = TestBlock.of("f", "a", "b");
    for (String filter : List.of("f:a", "!f:a", "f:a or g:a", "f:eq_field(g)")) {
      Filtering.compile(filter).apply(untouched, none);
    }
    assertThat(none.isEmpty()).isTrue();
  }

  @Test
  void cheap_conditions_run_first() {
    TestBlock block = TestBlock.of("f", "a").with("g", Columns.texts(List.of("a")));
    Filtering.compile("f:~\"(?i)b\" g:=b").apply(block, Bitmap.full(1));
    assertThat(block.asked()).isEmpty();
    Filtering.compile("f:~\"(?i)b\" g:len_range(2,3)").apply(block, Bitmap.full(1));
    assertThat(block.asked()).containsExactly("g");
  }

  @Test
  void alternatives_stop_when_all_rows_are_in() {
    TestBlock block = TestBlock.of("f", "a", "a");
    Bitmap rows = Bitmap.full(2);
    Filtering.compile("f:len_range(1,1) or f:~\"(?i)b\" or g:i(x)").apply(block, rows);
    assertThat(rows.cardinality()).isEqualTo(2);
    assertThat(block.asked()).containsExactly("f");
  }

  @Test
  void columns_that_lack_a_word_are_not_read() {
    TestBlock block = TestBlock.of("f", "some text of words", "other text");
    for (String filter :
        List.of(
            "f:nosuch",
            "f:\"some nosuch\"",
            "f:\"nosuch wor\"*",
            "f:=\"other nosuch\"",
            "f:=\"nosuch te\"*",
            "f:in(nosuch, \"other thing\")",
            "f:contains_all(some, nosuch)",
            "f:contains_any(no, such)",
            "f:seq(text, nosuch)",
            "f:~\"x nosuch y\"",
            "f:~\"x nosuch y|x such y\"")) {
      assertThat(Filtering.rows(filter, block)).as(filter).isEmpty();
      assertThat(block.asked()).as(filter).isEmpty();
    }
    assertThat(Filtering.rows("f:~\"text of\"", block)).containsExactly(0);
    assertThat(Filtering.rows("f:in(\"\", nosuch)", block)).isEmpty();
  }

  @Test
  void many_words_are_not_asked_for() {
    TestBlock block = TestBlock.of("f", "x");
    Filtering.compile("f:in(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16)").apply(block, Bitmap.full(1));
    assertThat(block.asked()).isEmpty();
    Filtering.compile("f:in(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17)")
        .apply(block, Bitmap.full(1));
    assertThat(block.asked()).containsExactly("f");
  }

  @Test
  void the_memory_of_dictionaries_is_bounded() {
    DictionaryCache cache = new DictionaryCache();
    Dictionary large = Columns.dictionary(List.of("x".repeat(5 << 20)));
    cache.of(large);
    cache.of(Columns.dictionary(List.of("y".repeat(5 << 20))));
    cache.of(Columns.dictionary(List.of("z".repeat(5 << 20))));
    assertThat(cache.size()).isEqualTo(3);
    cache.of(Columns.dictionary(List.of("u".repeat(5 << 20))));
    assertThat(cache.size()).isEqualTo(1);
    cache.of(Columns.dictionary(List.of("v".repeat(Limits.DICTIONARY_CACHE_BYTES_MAX + 1))));
    assertThat(cache.size()).isEqualTo(1);
  }
}
