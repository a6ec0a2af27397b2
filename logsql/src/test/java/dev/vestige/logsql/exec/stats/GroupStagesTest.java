package dev.vestige.logsql.exec.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.SelectedView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The pipes that group rows, with their limits.
class GroupStagesTest {
  private static final long SECOND = 1_000_000_000L;

  private static ColumnVector texts(String... values) {
    TextsBuilder column = new TextsBuilder(values.length);
    for (String value : values) {
      column.text().putBytes(value.getBytes(StandardCharsets.UTF_8));
      column.endRow();
    }
    return column.build();
  }

  private static BlockView block(String field, String... values) {
    return new ColumnsView(values.length, Map.of(field, texts(values)));
  }

  private static ColumnVector longs(NumberFormat format, long... values) {
    return new ColumnVector.Longs(values, null, values.length, format);
  }

  private static Map<String, String> row(String... cells) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      row.put(cells[i], cells[i + 1]);
    }
    return row;
  }

  @Test
  void without_rows_there_is_one_row_of_empty_results() {
    assertThat(
            Stages.run(
                "stats count() c, sum(a) s, min(a) m, values(a) v, uniq_values(a) u, row_any(a) r,"
                    + " histogram(a) h, quantile(0.5, a) q, count_uniq(a) d",
                List.of()))
        .containsExactly(
            row("c", "0", "s", "NaN", "v", "[]", "u", "[]", "r", "{}", "h", "[]", "d", "0"));
    assertThat(Stages.run("stats by (a) count() c", List.of())).isEmpty();
  }

  @Test
  void a_block_of_which_no_row_counts_makes_no_group() {
    BlockView constant =
        new ColumnsView(2, Map.of("a", new ColumnVector.Constant(2, ByteSlice.utf8("x"))));
    List<BlockView> blocks =
        List.of(new SelectedView(constant, new Bitmap(2)), block("a", "y", "y"));
    assertThat(Stages.run("stats by (a) count() c", blocks))
        .containsExactly(row("a", "y", "c", "2"));
    assertThat(Stages.run("stats by (a, b) count() c", blocks))
        .containsExactly(row("a", "y", "c", "2"));
    assertThat(Stages.run("uniq by (a, b) with hits", blocks))
        .containsExactly(row("a", "y", "hits", "2"));
    assertThat(Stages.run("stats count_uniq(a) c", blocks)).containsExactly(row("c", "1"));
  }

  @Test
  void a_missing_field_is_a_group_of_its_own() {
    assertThat(Stages.run("stats by (nosuch) count() c", List.of(block("a", "1", "2"))))
        .containsExactly(row("c", "2"));
  }

  @Test
  void equal_texts_are_one_group_whatever_they_are_kept_as() {
    ColumnVector ids = new ColumnVector.Ids(new long[2], new long[] {5, 0}, 2, IdFormat.HEX_8);
    BlockView asIds = new ColumnsView(2, Map.of("a", ids));
    BlockView asTexts = block("a", "0000000000000005", "17", "");
    BlockView asLongs = new ColumnsView(2, Map.of("a", longs(NumberFormat.DECIMAL, 17, 18)));
    BlockView asConstant =
        new ColumnsView(3, Map.of("a", new ColumnVector.Constant(3, ByteSlice.utf8("18"))));
    assertThat(
            Stages.run(
                "stats by (a) count() c",
                List.of(asIds, asIds, asTexts, asLongs, asConstant, asLongs)))
        .containsExactlyInAnyOrder(
            row("a", "0000000000000005", "c", "3"),
            row("c", "3"),
            row("a", "17", "c", "3"),
            row("a", "18", "c", "5"));
  }

  @Test
  void rates_count_per_second_of_the_time_range_or_per_step() {
    List<BlockView> blocks = List.of(block("a", "1", "2", "3"));
    TimeRange minute = new TimeRange(0, 60 * SECOND - 1);
    StageContext range = Stages.context(1 << 20, minute, 0);
    assertThat(Stages.run(Stages.pipe("stats rate() r, rate_sum(a) s"), range, blocks))
        .containsExactly(row("r", "0.05", "s", "0.1"));
    StageContext step = Stages.context(1 << 20, minute, 2 * SECOND);
    assertThat(Stages.run(Stages.pipe("stats rate() r, rate_sum(a) s"), step, blocks))
        .containsExactly(row("r", "1.5", "s", "3"));
    assertThat(Stages.run("stats rate() r", blocks)).containsExactly(row("r", "3"));
  }

  @Test
  void lists_keep_the_order_of_rows_and_stop_at_their_limit() {
    List<BlockView> blocks = List.of(block("a", "2", "", "1", "2"));
    assertThat(Stages.run("stats values(a) v, values(a) limit 2 w, json_values(a) j", blocks))
        .containsExactly(
            row(
                "v", "[\"2\",\"\",\"1\",\"2\"]",
                "w", "[\"2\",\"\"]",
                "j",
                    "[\"{\\\"a\\\":\\\"2\\\"}\",\"{}\",\"{\\\"a\\\":\\\"1\\\"}\","
                        + "\"{\\\"a\\\":\\\"2\\\"}\"]"));
    assertThat(Stages.run("stats uniq_values(a) limit 1 v", blocks))
        .containsExactly(row("v", "[\"1\"]"));
  }

  @Test
  void prefixes_mean_all_fields_that_start_so() {
    BlockView block =
        new ColumnsView(
            2, Map.of("n.a", texts("1", "2"), "n.b", texts("10", ""), "m", texts("100", "")));
    assertThat(Stages.run("stats sum(n.*) s, count(n.b*) c, max(*) m", List.of(block)))
        .containsExactly(row("s", "13", "c", "1", "m", "100"));
  }

  @Test
  void above_its_limit_uniq_gives_some_tuples_without_hits() {
    List<BlockView> blocks = List.of(block("a", "1", "2", "3", "1"));
    assertThat(Stages.run("uniq by (a) with hits limit 2", blocks))
        .hasSize(2)
        .allMatch(row -> row.get("hits").equals("0"));
    assertThat(Stages.run("uniq by (a) with hits limit 3", blocks))
        .contains(row("a", "1", "hits", "2"));
    assertThat(Stages.run("field_values a limit 1", blocks)).hasSize(1);
  }

  @Test
  void top_orders_by_hits_then_by_value_and_numbers_places() {
    List<BlockView> blocks = List.of(block("a", "x", "b", "x", "c", "d"), block("a", "x", "c"));
    assertThat(Stages.run("top 3 by (a) rank", blocks))
        .containsExactly(
            row("a", "x", "hits", "3", "rank", "1"),
            row("a", "c", "hits", "2", "rank", "2"),
            row("a", "b", "hits", "1", "rank", "3"));
  }

  @Test
  void facets_leave_out_constant_long_and_manifold_fields() {
    BlockView block =
        new ColumnsView(
            3,
            Map.of(
                "constant", texts("1", "1", "1"),
                "sometimes", texts("1", "", "1"),
                "long", texts("123456", "1", "1"),
                "many", texts("1", "2", "3"),
                "two", texts("a", "b", "b")));
    assertThat(Stages.run("facets 1 max_values_per_field 2 max_value_len 5", List.of(block)))
        .containsExactly(
            row("field_name", "sometimes", "field_value", "1", "hits", "2"),
            row("field_name", "two", "field_value", "b", "hits", "2"));
    assertThat(Stages.run("facets keep_const_fields", List.of(block)))
        .contains(row("field_name", "constant", "field_value", "1", "hits", "3"));
  }

  @Test
  void field_names_are_those_that_some_row_has() {
    BlockView block = new ColumnsView(2, Map.of("a", texts("1", ""), "b", texts("", "")));
    assertThat(Stages.run("field_names", List.of(block)))
        .containsExactly(row("name", "a", "hits", "1"));
  }

  @Test
  void blocks_are_counted_and_described() {
    List<BlockView> blocks = List.of(block("a", "1", "22"), block("a", "1"));
    assertThat(Stages.run("blocks_count n", blocks)).containsExactly(row("n", "2"));
    assertThat(Stages.run("block_stats", blocks).getFirst())
        .containsEntry("field", "a")
        .containsEntry("rows", "2")
        .containsEntry("type", "string")
        .containsEntry("values_bytes", "3");
  }

  @Test
  void grouping_by_a_unique_field_ends_at_the_memory_budget() {
    List<BlockView> blocks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long[] values = new long[4096];
      for (int row = 0; row < values.length; row++) {
        values[row] = i * 4096L + row;
      }
      blocks.add(new ColumnsView(values.length, Map.of("a", longs(NumberFormat.DECIMAL, values))));
    }
    for (String pipe :
        List.of(
            "stats by (a) count() c",
            "stats count_uniq(a) c",
            "stats by (nosuch) count_uniq(a) c",
            "stats by (a) count_uniq(a) c",
            "stats values(a) v",
            "stats by (a) quantile(0.5, a) q",
            "stats uniq_values(a) u",
            "top 3 by (a)",
            "uniq by (a)")) {
      StageContext small = Stages.context(4 << 20, TimeRange.ALL, 0);
      assertThatThrownBy(() -> Stages.run(Stages.pipe(pipe), small, blocks))
          .as(pipe)
          .isInstanceOfSatisfying(
              VestigeException.class,
              e -> assertThat(e.kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED))
          .hasMessageContaining("needs more than 4194304 bytes of memory");
    }
    StageContext enough = Stages.context(4 << 20, TimeRange.ALL, 0);
    assertThat(Stages.run(Stages.pipe("stats sum(a) s, quantile(1, a) m"), enough, blocks))
        .containsExactly(row("s", "335543910400", "m", "819199"));
    assertThat(enough.run().memory().reservedBytes()).isZero();
  }
}
