package dev.vestige.logsql.exec.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.logsql.Limits;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.ExplainMode;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.NewestRows;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.kept.DistinctValues;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.testkit.Seed;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class LocalRunnerTest {
  private static final int BATCHES = 20;
  private static final TimeRange FIRST_DAY =
      new TimeRange(RandomSpans.FROM_NANOS, RandomSpans.FROM_NANOS + 86_399_999_999_999L);

  private final MemoryStorage storage = new MemoryStorage();

  @BeforeEach
  void fill(RandomGenerator random) {
    RandomSpans spans = new RandomSpans(random);
    for (int i = 0; i < BATCHES; i++) {
      storage.append(spans.next(1)).join();
    }
  }

  @Test
  void nothing_is_read_when_no_row_can_match_or_none_is_asked_for() {
    for (String query :
        List.of(
            "!*",
            "* | fields name | limit 0",
            "name:in()",
            "name:in(name:nosuch | fields name) kind:1",
            "trace_id:=nosuch",
            "_time:2025-06-15 _time:2025-06-16")) {
      assertThat(run(AnswerLines.parse(query), TimeRange.ALL)).as(query).isEqualTo(0);
    }
    assertThat(run(AnswerLines.parse("!* or kind:*"), TimeRange.ALL)).isEqualTo(BATCHES);
  }

  @Test
  void the_newest_rows_are_found_without_reading_older_blocks() {
    Query newest = NewestRows.of(AnswerLines.parse("* | fields _time, span_id"), 1, 2);
    assertThat(run(newest, TimeRange.ALL)).isEqualTo(3);
    List<String> times =
        AnswerLines.of("* | sort by (_time desc)", storage).stream()
            .map(row -> row.get("_time"))
            .toList();
    assertThat(AnswerLines.of(newest, AnswerLines.context(TimeRange.ALL), storage))
        .extracting(row -> row.get("_time"))
        .containsExactlyElementsOf(times.subList(1, 3));
  }

  @Test
  void a_limit_beside_a_query_that_counts_cuts_its_answer() {
    Query query = NewestRows.of(AnswerLines.parse("* | stats by (span_id) count() n"), 0, 2);
    assertThat(AnswerLines.of(query, AnswerLines.context(TimeRange.ALL), storage)).hasSize(2);
  }

  @Test
  void the_range_of_the_request_holds_unless_a_query_asks_not_to_and_its_filter_always() {
    long inFirstDay = count("*", FIRST_DAY);
    assertThat(count("span_id:in(* | fields span_id)", FIRST_DAY)).isEqualTo(inFirstDay);
    String unbound = "options(ignore_global_time_filter=true) *";
    assertThat(count("span_id:in(" + unbound + " | fields span_id)", FIRST_DAY))
        .isEqualTo(inFirstDay);
    assertThat(count(unbound + " span_id:in(* | fields span_id)", FIRST_DAY)).isEqualTo(BATCHES);
    RunContext filtered =
        new RunContext(
            AnswerLines.context(FIRST_DAY).tenants(),
            TimeRange.ALL,
            AnswerLines.parse("nosuch:*").filter(),
            AnswerLines.context(FIRST_DAY).cancellation(),
            new MemoryBudget(1 << 20),
            0);
    assertThat(AnswerLines.of(AnswerLines.parse("*"), filtered, storage)).isEmpty();
    assertThat(AnswerLines.of(AnswerLines.parse(unbound), filtered, storage)).isEmpty();
    assertThat(AnswerLines.of(AnswerLines.parse("* | union (" + unbound + ")"), filtered, storage))
        .isEmpty();
    assertThat(AnswerLines.of(AnswerLines.parse("* | trace_spans"), filtered, storage)).isEmpty();
  }

  @Test
  void a_subquery_with_too_many_values_is_refused() {
    DistinctValues values = new DistinctValues("f", "it", new MemoryBudget(1L << 30), 1);
    int rows = 50_000;
    assertThatThrownBy(
            () -> {
              for (long first = 0; first <= Limits.VALUES_MAX; first += rows) {
                values.accept(numbers(first, rows), 0);
              }
            })
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("it gives more than " + Limits.VALUES_MAX + " distinct values of `f`");
  }

  @Test
  void a_query_can_be_explained_and_measured() {
    Query query = AnswerLines.parse("kind:* | stats by (name) count() n | sort by (n) | limit 2");
    List<SortedMap<String, String>> plan = explain(query, ExplainMode.PLAN);
    assertThat(plan)
        .extracting(row -> row.get("step"))
        .containsExactly("query", "scan", "filter", "pipe", "pipe");
    assertThat(plan.get(1)).containsEntry("columns", "name").doesNotContainKey("rows_out");
    assertThat(plan.get(3)).containsEntry("runs_on", "node in part, gatherer");
    assertThat(plan.get(4))
        .containsEntry("pipe", "sort by (n) limit 2")
        .containsEntry("runs_on", "gatherer");
    List<SortedMap<String, String>> measured = explain(query, ExplainMode.ANALYZE);
    assertThat(measured.get(1))
        .containsEntry("rows_out", Integer.toString(BATCHES))
        .containsKey("milliseconds");
    assertThat(measured.get(3)).containsEntry("rows_in", Integer.toString(BATCHES));
    assertThat(measured.get(4)).containsKeys("milliseconds", "rows_out");
  }

  @Test
  void conditions_are_explained_in_the_order_in_which_they_run() {
    Query query = AnswerLines.parse("name:~\"a.*b\" kind:* name:=nobody");
    List<SortedMap<String, String>> plan = explain(query, ExplainMode.PLAN);
    assertThat(filters(plan))
        .extracting(row -> row.get("filter"))
        .containsExactly("kind:*", "name:=nobody", "name:~\"a.*b\"");
    List<SortedMap<String, String>> measured = filters(explain(query, ExplainMode.ANALYZE));
    assertThat(measured)
        .extracting(row -> row.get("filter"))
        .containsExactly("kind:*", "name:=nobody", "name:~\"a.*b\"");
    assertThat(measured.get(0))
        .containsEntry("rows_in", Integer.toString(BATCHES))
        .containsEntry("rows_out", Integer.toString(BATCHES));
    assertThat(measured.get(1))
        .containsEntry("rows_in", Integer.toString(BATCHES))
        .containsEntry("rows_out", "0");
    assertThat(measured.get(2)).containsEntry("rows_in", "0").containsEntry("columns", "name");
  }

  private static List<SortedMap<String, String>> filters(List<SortedMap<String, String>> steps) {
    return steps.stream().filter(row -> row.get("step").equals("filter")).toList();
  }

  private List<SortedMap<String, String>> explain(Query query, ExplainMode mode) {
    AnswerLines answers = new AnswerLines();
    new LocalRunner(storage).explain(query, AnswerLines.context(TimeRange.ALL), mode, answers);
    return answers.rows();
  }

  private long count(String query, TimeRange range) {
    return AnswerLines.of(AnswerLines.parse(query), AnswerLines.context(range), storage).size();
  }

  /// How many blocks a query reads.
  private long run(Query query, TimeRange range) {
    BlockSink dropped = new AnswerLines();
    SearchStatistics read =
        new LocalRunner(storage).run(query, AnswerLines.context(range), dropped);
    return read.blocksVisited();
  }

  private static ColumnsView numbers(long first, int rows) {
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = first + i;
    }
    return new ColumnsView(
        rows,
        Map.of(
            "f",
            new ColumnVector.Longs(values, null, rows, ColumnVector.Longs.NumberFormat.DECIMAL)));
  }
}
