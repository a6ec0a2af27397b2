package dev.vestige.logsql.exec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TimeRange;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.Storage;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import dev.vestige.testkit.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Pipes that look at whole traces answer what following each span's parents answers.
@ExtendWith(Seed.class)
class TraceQueryTest {
  private static final int QUERIES = 120;
  private static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS.withRetention(Duration.ofDays(36_500), Duration.ofDays(36_500));
  private static final List<String> FILTERS =
      List.of(
          "*",
          "name:=get",
          "name:=pay",
          "status_code:=2",
          "\"resource_attr:service.name\":=cart",
          "\"resource_attr:service.name\":in(web,bank)",
          "parent_span_id:\"\"",
          "duration:>1500",
          "!status_code:=2",
          "span_id:in(name:=put | fields span_id)");
  private static final List<String> RELATIONS = List.of(" > ", " >> ", " and ");
  private static final List<String> KEPT = List.of("", "", " only last", " only matched");

  @TempDir Path temporary;

  @Test
  void a_list_of_batches_answers_as_the_rows_do(RandomGenerator random) {
    MemoryStorage storage = new MemoryStorage();
    fill(storage, new RandomTraces(random), random);
    compare(storage, random);
  }

  @Test
  void the_engine_answers_as_the_rows_do(RandomGenerator random) {
    try (Storage storage = Engine.open(FileSystemDirectory.create(temporary), OPTIONS)) {
      RandomTraces traces = new RandomTraces(random);
      fill(storage, traces, random);
      storage.flush();
      fill(storage, traces, random);
      storage.flush();
      fill(storage, traces, random);
      compare(storage, random);
    }
  }

  @Test
  void whole_traces_reach_out_of_the_time_range(RandomGenerator random) {
    MemoryStorage storage = new MemoryStorage();
    fill(storage, new RandomTraces(random), random);
    List<SortedMap<String, String>> all = AnswerLines.of("* | trace_summary", storage);
    TimeRange range = new TimeRange(Long.MIN_VALUE, RandomSpans.FROM_NANOS + 3_000);
    List<SortedMap<String, String>> found =
        AnswerLines.of(
            AnswerLines.parse("* | trace_spans | trace_summary"),
            AnswerLines.context(range),
            storage);
    assertThat(all).containsAll(found);
  }

  private static void fill(Storage storage, RandomTraces traces, RandomGenerator random) {
    for (int i = 0; i < 3; i++) {
      storage.append(traces.next(1 + random.nextInt(20))).join();
    }
  }

  private static void compare(Storage storage, RandomGenerator random) {
    NaiveQuery naive = new NaiveQuery(AnswerLines.of("*", storage));
    for (int i = 0; i < QUERIES; i++) {
      String query = query(random);
      assertThat(AnswerLines.of(query, storage))
          .as(query)
          .containsExactlyInAnyOrderElementsOf(naive.answer(AnswerLines.parse(query)));
    }
  }

  private static String query(RandomGenerator random) {
    StringBuilder query = new StringBuilder(oneOf(random, FILTERS));
    for (int pipes = random.nextInt(3); pipes > 0; pipes--) {
      query.append(random.nextBoolean() ? " | trace_spans" : " | " + where(random));
    }
    switch (random.nextInt(4)) {
      case 0 -> query.append(" | trace_tree");
      case 1 -> query.append(" | trace_summary");
      case 2 -> query.append(" | trace_tree | fields span_id, trace_path, trace_own, kind");
      default -> query.append(" | ").append(where(random));
    }
    return query.toString();
  }

  private static String where(RandomGenerator random) {
    boolean negated = random.nextInt(5) == 0;
    StringBuilder where = new StringBuilder(negated ? "trace_where not " : "trace_where ");
    where.append('(').append(oneOf(random, FILTERS)).append(')');
    for (int steps = random.nextInt(4); steps > 0; steps--) {
      where.append(oneOf(random, RELATIONS)).append('(').append(oneOf(random, FILTERS)).append(')');
    }
    return where.append(negated ? "" : oneOf(random, KEPT)).toString();
  }

  private static String oneOf(RandomGenerator random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
