package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.Block;
import dev.vestige.storage.BlockRows;
import dev.vestige.storage.BlockVisitor;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatches;
import dev.vestige.storage.Storage;
import dev.vestige.storage.TraceId;
import dev.vestige.testkit.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Any sequence of appends, flushes, merges, deletions and restarts leaves what the list of batches
/// has.
class EngineModelTest {
  private static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS
          .withRetention(Duration.ofDays(200_000), Duration.ofDays(200_000))
          .withHeadRowsMax(200);

  @TempDir Path temporary;

  @Test
  void the_engine_answers_like_a_list_of_batches() {
    RandomGenerator random = Seed.random("engine");
    for (int round = 0; round < 4; round++) {
      Path path = temporary.resolve("round" + round);
      MemoryStorage model = new MemoryStorage();
      TreeSet<TraceId> traces = new TreeSet<>();
      Engine engine = Engine.open(FileSystemDirectory.create(path), OPTIONS);
      for (int step = 0; step < 25; step++) {
        switch (random.nextInt(10)) {
          case 0 -> engine.flush();
          case 1 -> engine.forceMerge("");
          case 2 -> {
            engine.close();
            engine = Engine.open(FileSystemDirectory.open(path), OPTIONS);
          }
          case 3 -> {
            long seed = random.nextLong();
            List<TenantId> tenants = model.tenants(TimeRange.ALL);
            TimeRange range =
                random.nextBoolean() ? TimeRange.ALL : new TimeRange(0, random.nextLong(1L << 61));
            SearchRequest scope =
                new SearchRequest(
                    tenants,
                    range,
                    Optional.empty(),
                    Optional.empty(),
                    SearchRequest.Order.ANY,
                    0,
                    Cancellation.afterMillis(60_000));
            assertThat(engine.delete(scope, block -> someRows(block, seed)))
                .isEqualTo(model.delete(scope, block -> someRows(block, seed)));
          }
          default -> {
            SpanBatch batch = SpanBatches.random(random, 30);
            engine.append(batch).join();
            model.append(batch).join();
            for (int row = 0; row < batch.size(); row++) {
              traces.add(new TraceId(batch.traceIdHigh(row), batch.traceIdLow(row)));
            }
          }
        }
      }
      compare(engine, model, traces);
      engine.close();
    }
  }

  /// A third of the rows, or all, chosen by span id, so that both storages choose the same.
  private static Bitmap someRows(Block block, long seed) {
    Bitmap rows = block.selection();
    ColumnVector ids = block.column("span_id");
    ByteSink text = new ByteSink();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      text.clear();
      ids.appendText(row, text);
      if (seed % 4 != 0 && Math.floorMod(text.slice().toString().hashCode() ^ seed, 3) != 0) {
        rows.clear(row);
      }
    }
    return rows;
  }

  private static void compare(Storage engine, Storage model, Set<TraceId> traces) {
    List<TenantId> tenants = model.tenants(TimeRange.ALL);
    assertThat(engine.tenants(TimeRange.ALL)).isEqualTo(tenants);
    for (TenantId tenant : tenants) {
      SearchRequest all = SearchRequest.of(tenant, TimeRange.ALL, Cancellation.afterMillis(60_000));
      assertThat(rows(engine, all)).isEqualTo(rows(model, all));
      List<TraceId> some = traces.stream().limit(5).toList();
      SearchRequest byTrace =
          new SearchRequest(
              List.of(tenant),
              new TimeRange(0, Long.MAX_VALUE),
              Optional.of(some),
              Optional.empty(),
              SearchRequest.Order.NEWEST_FIRST,
              0,
              Cancellation.afterMillis(60_000));
      assertThat(rows(engine, byTrace)).isEqualTo(rows(model, byTrace));
      assertThat(typed(engine, tenant, traces)).isEqualTo(typed(model, tenant, traces));
    }
  }

  private static List<String> rows(Storage storage, SearchRequest request) {
    List<String> rows = Collections.synchronizedList(new ArrayList<>());
    BlockVisitor visitor =
        (Block block, int _) -> {
          BlockRows.of(block).forEach(row -> rows.add(row.toString()));
          return true;
        };
    storage.search(request, visitor);
    return rows.stream().sorted().toList();
  }

  private static List<String> typed(Storage storage, TenantId tenant, Set<TraceId> traces) {
    List<String> spans = new ArrayList<>();
    storage.spans(
        tenant,
        List.copyOf(traces),
        Cancellation.afterMillis(60_000),
        batch -> spans.addAll(BlockRows.typed(batch)));
    Collections.sort(spans);
    return spans;
  }
}
