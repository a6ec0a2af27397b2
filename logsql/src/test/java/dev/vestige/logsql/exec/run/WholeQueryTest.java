package dev.vestige.logsql.exec.run;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Whole queries answer what going through a list of rows answers.
@ExtendWith(Seed.class)
class WholeQueryTest {
  private static final int QUERIES = 200;
  private static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS.withRetention(Duration.ofDays(36_500), Duration.ofDays(36_500));

  @TempDir Path temporary;

  @Test
  void a_list_of_batches_answers_as_the_rows_do(RandomGenerator random) {
    MemoryStorage storage = new MemoryStorage();
    fill(storage, new RandomSpans(random), random);
    compare(storage, random);
  }

  @Test
  void the_engine_answers_as_the_rows_do(RandomGenerator random) {
    try (Storage storage = Engine.open(FileSystemDirectory.create(temporary), OPTIONS)) {
      RandomSpans spans = new RandomSpans(random);
      fill(storage, spans, random);
      storage.flush();
      fill(storage, spans, random);
      compare(storage, random);
    }
  }

  private static void fill(Storage storage, RandomSpans spans, RandomGenerator random) {
    for (int i = 0; i < 6; i++) {
      SpanBatch batch = spans.next(random.nextInt(25));
      storage.append(batch).join();
    }
  }

  private static void compare(Storage storage, RandomGenerator random) {
    NaiveQuery naive = new NaiveQuery(AnswerLines.of("*", storage));
    RandomQueries queries = new RandomQueries(random);
    for (int i = 0; i < QUERIES; i++) {
      String query = queries.next();
      List<SortedMap<String, String>> expected = naive.answer(AnswerLines.parse(query));
      List<SortedMap<String, String>> actual = AnswerLines.of(query, storage);
      assertThat(actual).as(query).containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
