package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.Block;
import dev.vestige.storage.BlockVisitor;
import dev.vestige.storage.CountedPart;
import dev.vestige.storage.FieldRows;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatches;
import dev.vestige.storage.Storage;
import dev.vestige.testkit.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What parts know of their values is what their rows say.
class CountedPartTest {
  private static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS.withRetention(Duration.ofDays(200_000), Duration.ofDays(200_000));

  @TempDir Path temporary;

  @Test
  void counts_of_any_fields_are_those_of_the_rows() {
    RandomGenerator random = Seed.random("counts");
    AtomicInteger answered = new AtomicInteger();
    for (int round = 0; round < 5; round++) {
      MemoryStorage model = new MemoryStorage();
      Path path = temporary.resolve("round" + round);
      try (Engine engine = Engine.open(FileSystemDirectory.create(path), OPTIONS)) {
        for (int batches = 0; batches < 6; batches++) {
          SpanBatch batch = SpanBatches.random(random, 60);
          engine.append(batch).join();
          model.append(batch).join();
          if (random.nextInt(3) == 0) {
            engine.flush();
          }
          if (random.nextInt(6) == 0) {
            engine.forceMerge("");
          }
        }
        engine.flush();
        for (TenantId tenant : model.tenants(TimeRange.ALL)) {
          compare(engine, model, tenant, random, answered);
        }
      }
    }
    assertThat(answered.get()).isGreaterThan(50);
  }

  private static void compare(
      Storage engine,
      Storage model,
      TenantId tenant,
      RandomGenerator random,
      AtomicInteger answered) {
    Map<String, Long> fields = rowsOfFields(model, tenant);
    assertThat(new RowsOfFields().read(engine, tenant)).isEqualTo(fields);
    List<String> names = new ArrayList<>(fields.keySet());
    names.addAll(List.of("", "span_attr:no such", "event:event_name:77", "size"));
    for (String name : names) {
      compare(engine, model, tenant, Set.of(name), answered);
    }
    for (int i = 0; i < 20; i++) {
      Set<String> some = new TreeSet<>();
      for (int count = random.nextInt(4); count >= 0; count--) {
        some.add(names.get(random.nextInt(names.size())));
      }
      compare(engine, model, tenant, some, answered);
    }
    compare(engine, model, tenant, Set.of(), answered);
    compare(engine, model, tenant, Set.of("name", "kind", "status_code", "_stream_id"), answered);
  }

  private static void compare(
      Storage engine, Storage model, TenantId tenant, Set<String> fields, AtomicInteger answered) {
    Tuples expected = new Tuples(fields, new AtomicInteger());
    model.search(request(tenant), expected);
    Tuples counted = new Tuples(fields, answered);
    engine.search(request(tenant), counted);
    assertThat(counted.rows).as("rows by %s", fields).isEqualTo(expected.rows);
  }

  private static SearchRequest request(TenantId tenant) {
    return SearchRequest.of(tenant, TimeRange.ALL, Cancellation.afterMillis(60_000));
  }

  private static Map<String, Long> rowsOfFields(Storage storage, TenantId tenant) {
    Map<String, Long> rows = new TreeMap<>();
    storage.search(
        request(tenant),
        (block, _) -> {
          addFilled(block, rows);
          return true;
        });
    return rows;
  }

  private static void addFilled(Block block, Map<String, Long> rows) {
    Bitmap selection = block.selection();
    for (String field : new HashSet<>(block.fields())) {
      for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
        if (!block.column(field).isEmpty(row)) {
          rows.merge(field, 1L, Long::sum);
        }
      }
    }
  }

  /// Counts the rows of each field, from parts where they tell.
  private static final class RowsOfFields implements BlockVisitor {
    private final Map<String, Long> rows = new TreeMap<>();

    Map<String, Long> read(Storage storage, TenantId tenant) {
      storage.search(request(tenant), this);
      return rows;
    }

    @Override
    public boolean visitsParts() {
      return true;
    }

    @Override
    public synchronized Optional<BlockVisitor> visitPart(CountedPart part, int worker) {
      Optional<List<FieldRows>> fields = part.fields();
      fields.ifPresent(
          counted -> counted.forEach(field -> rows.merge(field.field(), field.rows(), Long::sum)));
      return fields.isPresent() ? Optional.empty() : Optional.of(this);
    }

    @Override
    public synchronized boolean visit(Block block, int worker) {
      addFilled(block, rows);
      return true;
    }
  }

  /// Counts the rows of each tuple of values.
  private static final class Tuples implements BlockVisitor {
    private final Set<String> fields;
    private final AtomicInteger answered;
    private final Map<String, Long> rows = new TreeMap<>();

    Tuples(Set<String> fields, AtomicInteger answered) {
      this.fields = fields;
      this.answered = answered;
    }

    @Override
    public boolean visitsParts() {
      return true;
    }

    @Override
    public synchronized Optional<BlockVisitor> visitPart(CountedPart part, int worker) {
      Optional<Block> counted = part.counted(fields);
      if (counted.isEmpty()) {
        return Optional.of(this);
      }
      answered.incrementAndGet();
      visit(counted.get(), worker);
      return Optional.empty();
    }

    @Override
    public synchronized boolean visit(Block block, int worker) {
      Bitmap selection = block.selection();
      int[] weights = block.weights();
      for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
        ByteSink tuple = new ByteSink();
        for (String field : fields) {
          block.column(field).appendText(row, tuple);
          tuple.putByte(0);
        }
        rows.merge(tuple.slice().toString(), weights.length == 0 ? 1L : weights[row], Long::sum);
      }
      return true;
    }
  }
}
