package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.RowChoice;
import dev.vestige.storage.ScatteredTraces;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatches;
import dev.vestige.storage.Storage;
import dev.vestige.testkit.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine counts spans and calls as a list of batches does, wherever the spans are and whatever
/// happened to the parts.
class RollupTest {
  private static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS
          .withRetention(Duration.ofDays(200_000), Duration.ofDays(200_000))
          .withHeadRowsMax(700);

  @TempDir Path temporary;

  @Test
  void counts_are_those_of_the_model_over_flushes_merges_restarts_and_deletions() {
    RandomGenerator random = Seed.random("rollups");
    MemoryStorage model = new MemoryStorage();
    ScatteredTraces traces = new ScatteredTraces(random);
    Engine engine = Engine.open(FileSystemDirectory.create(temporary), OPTIONS);
    for (int i = 0; i < 80; i++) {
      store(traces.next(1 + random.nextInt(60)), engine, model);
      switch (i % 20) {
        case 7 -> engine.forceMerge("");
        case 13 -> {
          engine.close();
          engine = Engine.open(FileSystemDirectory.open(temporary), OPTIONS);
        }
        case 17 -> delete(engine, model);
        default -> {}
      }
      if (i % 10 == 9) {
        for (int question = 0; question < 5; question++) {
          compare(engine, model, traces.rollupQuery());
        }
      }
    }
    engine.forceMerge("");
    compare(engine, model, traces.rollupQuery());
    engine.close();
  }

  /// Deletes one span in sixteen.
  private static void delete(Engine engine, MemoryStorage model) {
    SearchRequest all =
        SearchRequest.of(TenantId.DEFAULT, TimeRange.ALL, Cancellation.afterMillis(60_000));
    RowChoice choice =
        block -> {
          Bitmap rows = block.selection();
          for (int row = 0; row < block.rows(); row++) {
            ByteSink out = new ByteSink();
            block.column("span_id").appendText(row, out);
            if (rows.get(row) && out.array()[15] != '7') {
              rows.clear(row);
            }
          }
          return rows;
        };
    assertThat(engine.delete(all, choice)).isEqualTo(model.delete(all, choice));
  }

  @Test
  void odd_spans_count_as_well() {
    RandomGenerator random = Seed.random("odd rollups");
    MemoryStorage model = new MemoryStorage();
    try (Engine engine = Engine.open(FileSystemDirectory.create(temporary), OPTIONS)) {
      for (int i = 0; i < 40; i++) {
        store(SpanBatches.random(random, 30), engine, model);
      }
      RollupQuery query =
          new RollupQuery(
              model.tenants(TimeRange.ALL),
              TimeRange.ALL,
              RollupQuery.MINUTE_NANOS,
              List.of(),
              Cancellation.afterMillis(60_000));
      assertThat(engine.red(query)).isEqualTo(model.red(query));
      engine.flush();
      engine.forceMerge("");
      assertThat(engine.red(query)).isEqualTo(model.red(query));
    }
  }

  private static void store(SpanBatch batch, Engine engine, MemoryStorage model) {
    engine.append(batch).join();
    model.append(batch).join();
  }

  private static void compare(Storage engine, Storage model, RollupQuery query) {
    assertThat(engine.red(query)).as("%s", query).isEqualTo(model.red(query));
    assertThat(engine.edges(query)).as("%s", query).isEqualTo(model.edges(query));
  }
}
