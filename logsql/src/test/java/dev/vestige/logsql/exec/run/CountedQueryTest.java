package dev.vestige.logsql.exec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TimeRange;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.Storage;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import dev.vestige.testkit.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Queries that count are answered from the counts of parts, and the answers are those of the rows.
@ExtendWith(Seed.class)
class CountedQueryTest {
  private static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS.withRetention(Duration.ofDays(36_500), Duration.ofDays(36_500));
  private static final String SERVICE = "\"resource_attr:service.name\"";
  private static final String TEXT = "\"span_attr:text\"";

  private static final List<String> COUNTED =
      List.of(
          "* | count()",
          "* | count() n, rate() r",
          "status_code:=2 | count()",
          "{resource_attr:service.name=\"cart\"} | count()",
          "{resource_attr:service.name=\"cart\", name=~\"g.*\"} | stats by (_stream) count()",
          "{name!=\"get\"} kind:in(1,2) | stats by (" + SERVICE + ", status_code) count()",
          "_stream_id:000000000000000000000000000000000000000000000000 | count()",
          "_time:>=2025-06-01 " + TEXT + ":error | stats by (" + TEXT + ") count() hits",
          "!" + TEXT + ":* | count()",
          TEXT + ":~\"e.*r\" or " + TEXT + ":=ok | count()",
          "* | stats by (" + TEXT + ") count(), count() if (" + TEXT + ":error) e",
          "* | stats count(" + TEXT + "), count_empty(" + TEXT + "), count_uniq(" + TEXT + ")",
          "* | stats min(" + TEXT + "), max(" + TEXT + "), uniq_values(" + TEXT + ")",
          "* | stats by (\"resource_attr:zone\", " + SERVICE + ") count()",
          "* | stats by (\"span_attr:number\":10) count()",
          "* | uniq by (name, kind) with hits",
          "* | uniq by (_stream, _stream_id)",
          "* | top 3 by (name)",
          "* | top 5 by (" + TEXT + ") rank",
          "* | field_values kind",
          "* | field_values nosuch",
          "name:get | field_values " + SERVICE);

  private static final List<String> MIXED =
      List.of(
          "* | facets",
          "* | facets 3 max_values_per_field 5 keep_const_fields",
          "kind:=1 | facets",
          "* | top 3 by (name, " + TEXT + ")",
          "* | stats by (name) sum(duration), count()",
          "duration:>20000000 | stats by (name) count()");

  @TempDir Path temporary;
  private final MemoryStorage model = new MemoryStorage();
  private Storage engine = model;

  @BeforeEach
  void open(RandomGenerator random) {
    engine = Engine.open(FileSystemDirectory.create(temporary), OPTIONS);
    RandomSpans spans = new RandomSpans(random);
    for (int i = 0; i < 12; i++) {
      SpanBatch batch = spans.next(1 + random.nextInt(40));
      engine.append(batch).join();
      model.append(batch).join();
      if (i == 6) {
        engine.flush();
      }
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void parts_answer_without_their_rows() {
    engine.flush();
    for (String query : COUNTED) {
      compare(query);
      assertThat(blocksRead(query, TimeRange.ALL)).as("blocks read for %s", query).isZero();
    }
  }

  @Test
  void what_is_in_memory_is_counted_beside_parts() {
    COUNTED.forEach(this::compare);
    COUNTED.forEach(query -> assertThat(blocksRead(query, TimeRange.ALL)).isLessThan(7));
  }

  @Test
  void what_parts_do_not_know_is_read() {
    engine.flush();
    MIXED.forEach(this::compare);
  }

  @Test
  void parts_that_lie_partly_in_the_range_are_read() {
    engine.flush();
    long middle = RandomSpans.FROM_NANOS + 30 * 3_600_000_000_000L;
    TimeRange range = new TimeRange(middle, Long.MAX_VALUE);
    for (String query : COUNTED) {
      assertThat(AnswerLines.of(AnswerLines.parse(query), AnswerLines.context(range), engine))
          .as(query)
          .containsExactlyInAnyOrderElementsOf(
              AnswerLines.of(AnswerLines.parse(query), AnswerLines.context(range), model));
    }
    assertThat(blocksRead("status_code:=2 | count()", range)).isPositive();
  }

  private void compare(String query) {
    assertThat(AnswerLines.of(query, engine))
        .as(query)
        .containsExactlyInAnyOrderElementsOf(AnswerLines.of(query, model));
  }

  private long blocksRead(String query, TimeRange range) {
    return new LocalRunner(engine)
        .run(AnswerLines.parse(query), AnswerLines.context(range), new AnswerLines())
        .blocksVisited();
  }
}
