package dev.vestige.logsql.exec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TimeRange;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.storage.Storage;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import dev.vestige.testkit.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Seed.class)
class ConcurrencyTest {
  private static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS
          .withRetention(Duration.ofDays(36_500), Duration.ofDays(36_500))
          .withWorkers(4);

  @TempDir Path temporary;

  @Test
  void no_more_workers_scan_than_a_query_allows(RandomGenerator random) {
    try (Storage storage = Engine.open(FileSystemDirectory.create(temporary), OPTIONS)) {
      RandomSpans spans = new RandomSpans(random);
      for (int i = 0; i < 40; i++) {
        storage.append(spans.next(5)).join();
      }
      assertThat(workers("options(concurrency=1) *", storage)).containsExactly(0);
      assertThat(workers("options(concurrency=3) *", storage)).doesNotContain(3);
      assertThat(workers("options(concurrency=99) *", storage)).isSubsetOf(0, 1, 2, 3);
    }
  }

  private static Set<Integer> workers(String query, Storage storage) {
    Set<Integer> workers = new ConcurrentSkipListSet<>();
    BlockSink output =
        new BlockSink() {
          @Override
          public boolean accept(BlockView block, int worker) {
            workers.add(worker);
            return true;
          }

          @Override
          public void finish() {}
        };
    new LocalRunner(storage)
        .run(AnswerLines.parse(query), AnswerLines.context(TimeRange.ALL), output);
    return workers;
  }
}
