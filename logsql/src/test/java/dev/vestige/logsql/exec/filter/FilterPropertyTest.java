package dev.vestige.logsql.exec.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.vestige.base.Cancellation;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.generate.QueryGenerator;
import dev.vestige.logsql.generate.Vocabulary;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Random filters on random rows, kept in every form that columns have, against [NaiveFilter].
@ExtendWith(Seed.class)
class FilterPropertyTest {
  private static final int ROUNDS = 40;
  private static final int FILTERS_PER_ROUND = 30;
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "5",
          "-5",
          "1.5",
          "4.9",
          "1e3",
          "1e-7",
          "10KB",
          "1.5s",
          "-1h",
          "inf",
          "-inf",
          "10.0.0.9",
          "0x10",
          "9007199254740992",
          "18446744073709551615",
          "9223372036854775807",
          "1e19",
          "\"2025-06-15T10:20:30Z\"");

  private final ParseOptions options = ParseOptions.at(Timestamps.parse("2025-06-16T00:00:00Z"));

  @Test
  void every_form_of_a_column_gives_the_answer_of_its_texts(RandomGenerator random) {
    for (int round = 0; round < ROUNDS; round++) {
      RandomRows rows = new RandomRows(random);
      List<String> searches = rows.searches();
      Vocabulary vocabulary =
          new Vocabulary(RandomRows.FIELDS, searches, patterns(rows, searches, random), NUMBERS);
      QueryGenerator generator = new QueryGenerator(random.nextLong(), vocabulary, options);
      TestBlock block = block(rows, random);
      for (int i = 0; i < FILTERS_PER_ROUND; i++) {
        Filter filter = generator.filter();
        if (!filter.toString().contains("ValueTypeFilter")) {
          check(filter, rows, block, random);
        }
      }
    }
  }

  private static void check(
      Filter filter, RandomRows rows, TestBlock block, RandomGenerator random) {
    Map<SubqueryValues, List<String>> answers = answers(filter, rows, random);
    Map<SubqueryValues, TextTable> tables = new HashMap<>();
    answers.forEach((subquery, values) -> tables.put(subquery, TextTable.of(values)));
    FilterContext.Rows source =
        random.nextBoolean() ? FilterContext.Rows.STORED : FilterContext.Rows.COMPUTED;
    CompiledFilter compiled =
        FilterCompiler.compile(filter, new FilterContext(source, tables, Cancellation.never()));
    NaiveFilter naive = new NaiveFilter(answers);
    Bitmap before = selection(block.rows(), random);
    Bitmap after = before.copy();
    compiled.apply(block, after);
    for (int row = 0; row < block.rows(); row++) {
      boolean expected = before.get(row) && naive.matches(filter, rows.rows().get(row));
      if (after.get(row) != expected) {
        assertThat(after.get(row))
            .as("%s%non row %s%nof %s", filter, rows.rows().get(row), block)
            .isEqualTo(expected);
      }
    }
    Bitmap again = before.copy();
    compiled.forWorker().apply(block, again);
    assertThat(again).isEqualTo(after);
  }

  private static Bitmap selection(int rows, RandomGenerator random) {
    Bitmap selection = Bitmap.full(rows);
    int density = random.nextInt(4);
    for (int row = 0; row < rows; row++) {
      if (density > 0 && random.nextInt(1 << (2 * density)) != 0) {
        selection.clear(row);
      }
    }
    return selection;
  }

  private static TestBlock block(RandomRows rows, RandomGenerator random) {
    TestBlock block = new TestBlock(rows.rows().size());
    List<String> fields = new ArrayList<>(RandomRows.FIELDS);
    fields.addAll(List.of("_time", "_stream", "_stream_id"));
    for (String field : fields) {
      List<ColumnVector> forms = Columns.all(rows.column(field));
      block.with(field, forms.get(random.nextInt(forms.size())));
    }
    return block;
  }

  private static List<String> patterns(
      RandomRows rows, List<String> searches, RandomGenerator random) {
    List<String> patterns =
        new ArrayList<>(
            List.of(
                "", ".*", ".+", "^$", "err|warn", "[0-9]{2,3}", "(?i)ERR", "\\berr", "o+", "é?r"));
    for (int i = 0; i < 8; i++) {
      String first = Pattern.quote(rows.cut(searches.get(random.nextInt(searches.size()))));
      String second = Pattern.quote(rows.cut(searches.get(random.nextInt(searches.size()))));
      patterns.add(first);
      patterns.add("^" + first);
      patterns.add(second + "$");
      patterns.add(first + ".*" + second);
      patterns.add("^" + first + ".*?" + second + "$|" + second);
      patterns.add(first + "|" + second);
      patterns.add(first + "?" + second);
      patterns.add("(" + first + "|x)" + second);
    }
    patterns.removeIf(pattern -> !compiles(pattern));
    return patterns;
  }

  private static boolean compiles(String pattern) {
    try {
      Pattern.compile(pattern);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static Map<SubqueryValues, List<String>> answers(
      Filter filter, RandomRows rows, RandomGenerator random) {
    Map<SubqueryValues, List<String>> answers = new HashMap<>();
    for (SubqueryValues subquery : Subqueries.of(filter)) {
      List<String> values = rows.searches();
      if (random.nextBoolean()) {
        values.addAll(rows.column("_stream_id"));
      }
      answers.put(subquery, values.subList(random.nextInt(values.size()), values.size()));
    }
    return answers;
  }
}
