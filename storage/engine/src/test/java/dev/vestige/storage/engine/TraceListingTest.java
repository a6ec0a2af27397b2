package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.ScatteredTraces;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatches;
import dev.vestige.storage.Storage;
import dev.vestige.storage.TraceQuery;
import dev.vestige.storage.TraceSummary;
import dev.vestige.testkit.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine lists traces as a list of batches does, wherever their spans are.
class TraceListingTest {
  private static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS
          .withRetention(Duration.ofDays(200_000), Duration.ofDays(200_000))
          .withHeadRowsMax(700);

  @TempDir Path temporary;

  @Test
  void lists_are_those_of_the_model_for_traces_scattered_over_parts_and_memory() {
    RandomGenerator random = Seed.random("scattered");
    MemoryStorage model = new MemoryStorage();
    try (Engine engine = Engine.open(FileSystemDirectory.create(temporary), OPTIONS)) {
      ScatteredTraces traces = new ScatteredTraces(random);
      for (int i = 0; i < 60; i++) {
        store(traces.next(1 + random.nextInt(60)), engine, model);
        if (i % 25 == 7) {
          engine.forceMerge("");
        }
      }
      for (int i = 0; i < 60; i++) {
        compare(engine, model, traces.query(), random);
      }
    }
  }

  @Test
  void lists_are_those_of_the_model_for_odd_spans() {
    RandomGenerator random = Seed.random("odd");
    MemoryStorage model = new MemoryStorage();
    try (Engine engine = Engine.open(FileSystemDirectory.create(temporary), OPTIONS)) {
      for (int i = 0; i < 40; i++) {
        store(SpanBatches.random(random, 30), engine, model);
      }
      for (TenantId tenant : model.tenants(TimeRange.ALL)) {
        compare(engine, model, query(tenant, TimeRange.ALL), random);
        compare(engine, model, query(tenant, new TimeRange(0, Long.MAX_VALUE)), random);
      }
    }
  }

  private static TraceQuery query(TenantId tenant, TimeRange range) {
    return TraceQuery.of(tenant, range, Cancellation.afterMillis(60_000));
  }

  private static void store(SpanBatch batch, Engine engine, MemoryStorage model) {
    engine.append(batch).join();
    model.append(batch).join();
  }

  private static void compare(
      Engine engine, MemoryStorage model, TraceQuery query, RandomGenerator random) {
    List<TraceSummary> expected = list(model, query, Integer.MAX_VALUE);
    assertThat(list(engine, query, Integer.MAX_VALUE)).as("%s", query).isEqualTo(expected);
    if (expected.isEmpty()) {
      return;
    }
    int first = 1 + random.nextInt(expected.size());
    assertThat(list(engine, query, first)).isEqualTo(expected.subList(0, first));
    TraceQuery rest = query.withAfter(expected.get(first - 1).position());
    assertThat(list(engine, rest, Integer.MAX_VALUE))
        .isEqualTo(expected.subList(first, expected.size()));
  }

  private static List<TraceSummary> list(Storage storage, TraceQuery query, int limit) {
    List<TraceSummary> found = new ArrayList<>();
    storage.traces(
        query,
        trace -> {
          found.add(trace);
          return found.size() < limit;
        });
    return found;
  }
}
