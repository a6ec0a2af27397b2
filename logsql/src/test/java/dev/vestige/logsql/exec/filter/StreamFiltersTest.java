package dev.vestige.logsql.exec.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.Cancellation;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.SubqueryValues;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Selectors of streams, ids of streams, and values that come from subqueries.
class StreamFiltersTest {
  private static final String SERVICE = "resource_attr:service.name";

  private static TestBlock streams() {
    return new TestBlock(4)
        .with("name", Columns.coded(List.of("get", "set", "a\n\"b\\\u0007", ""), 0))
        .with(SERVICE, Columns.coded(List.of("cart", "cache", "cart", "lab"), 0))
        .with(
            "_stream",
            Columns.coded(
                List.of(
                    "{name=\"get\",resource_attr:service.name=\"cart\",zone=\"eu\"}",
                    "{name=\"set\",resource_attr:service.name=\"cache\"}",
                    "{name=\"a\\n\\\"b\\\\\\a\",resource_attr:service.name=\"cart\"}",
                    "{resource_attr:service.name=\"lab\"}"),
                0))
        .with("zone", Columns.texts(List.of("eu", "eu", "eu", "eu")));
  }

  private static void assertPicks(String filter, Integer... rows) {
    for (FilterContext.Rows source : FilterContext.Rows.values()) {
      FilterContext context = new FilterContext(source, Map.of(), Cancellation.never());
      Bitmap left = Bitmap.full(4);
      FilterCompiler.compile(Filtering.parse(filter), context).apply(streams(), left);
      assertThat(Filtering.numbers(left)).as("%s, %s", filter, source).containsExactly(rows);
    }
  }

  @Test
  void select_by_label() {
    assertPicks("{\"resource_attr:service.name\"=\"cart\"}", 0, 2);
    assertPicks("{\"resource_attr:service.name\"!=\"cart\"}", 1, 3);
    assertPicks("{name in (get, set)}", 0, 1);
    assertPicks("{name not_in (get, set)}", 2, 3);
    assertPicks("{name=\"get\", \"resource_attr:service.name\"=\"cart\"}", 0);
    assertPicks("{name=\"get\" or \"resource_attr:service.name\"=\"lab\"}", 0, 3);
    assertPicks("{name=\"a\\n\\\"b\\\\\\a\"}", 2);
  }

  @Test
  void match_whole_labels() {
    assertPicks("{\"resource_attr:service.name\"=~\"ca\"}");
    assertPicks("{\"resource_attr:service.name\"=~\"ca.*\"}", 0, 1, 2);
    assertPicks("{\"resource_attr:service.name\"=~\"c[a-z]+t|lab\"}", 0, 2, 3);
    assertPicks("{\"resource_attr:service.name\"!~\"cart|lab\"}", 1);
    assertPicks("{name=~\".+\"}", 0, 1);
    assertPicks("{name=~\"(?s).+\"}", 0, 1, 2);
  }

  @Test
  void count_a_field_only_where_it_is_a_label() {
    assertPicks("{zone=\"eu\"}", 0);
    assertPicks("{zone!=\"eu\"}", 1, 2, 3);
    assertPicks("{nosuch=\"\"}", 0, 1, 2, 3);
    assertPicks("{nosuch=\"x\"}");
    assertPicks("{name=\"\"}", 3);
    assertPicks("{}");
  }

  @Test
  void read_labels_from_the_stream_once_rows_went_through_pipes() {
    TestBlock renamed = streams().with("name", Columns.texts(List.of("x", "x", "x", "x")));
    Bitmap rows = Bitmap.full(4);
    FilterCompiler.compile(
            Filtering.parse("{name=\"get\"}"), FilterContext.computed(Cancellation.never()))
        .apply(renamed, rows);
    assertThat(Filtering.numbers(rows)).containsExactly(0);
  }

  @Test
  void take_ids_of_streams() {
    String id = "00000000000000000123456789abcdef0123456789abcdef";
    TestBlock block = TestBlock.of("_stream_id", id, "", "0".repeat(48));
    assertThat(Filtering.rows("_stream_id:" + id, block)).containsExactly(0);
    assertThat(Filtering.rows("_stream_id:in(" + id + ")", block)).containsExactly(0);
    assertThat(Filtering.rows("_stream_id:in()", block)).isEmpty();
    assertThat(Filtering.rows("_stream_id:in(*)", block)).hasSize(3);
    assertThat(answered("_stream_id:in(x | fields y)", block, "", id, "odd")).containsExactly(0);
  }

  @Test
  void take_values_of_subqueries() {
    TestBlock block = TestBlock.of("f", "a", "a b", "b", "");
    assertThat(answered("f:in(x | fields y)", block, "b", "")).containsExactly(2, 3);
    assertThat(answered("f:in(x | fields y)", block)).isEmpty();
    assertThat(answered("f:contains_any(x | fields y)", block, "b")).containsExactly(1, 2);
    assertThat(answered("f:contains_all(x | fields y)", block, "b", "a")).containsExactly(1);
    assertThat(answered("!f:in(x | fields y)", block, "b", "")).containsExactly(0, 1);
  }

  @Test
  void refuse_subqueries_without_an_answer() {
    assertThatThrownBy(() -> Filtering.compile("f:in(x | fields y)"))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("not answered");
  }

  private static List<Integer> answered(String text, TestBlock block, String... values) {
    Filter filter = Filtering.parse(text);
    SubqueryValues subquery = Subqueries.of(filter).getFirst();
    FilterContext context =
        new FilterContext(
            FilterContext.Rows.STORED,
            Map.of(subquery, TextTable.of(List.of(values))),
            Cancellation.never());
    Bitmap rows = Bitmap.full(block.rows());
    FilterCompiler.compile(filter, context).apply(block, rows);
    return Filtering.numbers(rows);
  }
}
