package dev.vestige.storage.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.BlockRows;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatches;
import dev.vestige.storage.TraceId;
import dev.vestige.testkit.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartRoundTripTest {
  /// Two ids, a start and an end.
  private static final long MINIMAL_ROW_BYTES = 32;

  @TempDir Path temporary;

  @Test
  void rows_and_types_come_back_as_they_went_in() {
    RandomGenerator random = Seed.random("parts");
    for (int round = 0; round < 8; round++) {
      List<SpanBatch> batches = new ArrayList<>();
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        batches.add(SpanBatches.random(random, round < 7 ? 20 : 400));
      }
      Directory directory = FileSystemDirectory.create(temporary.resolve("round" + round));
      PartSummary summary = BatchPart.write(batches, _ -> true, directory, "a.part");
      if (summary.rows() == 0) {
        assertThat(batches).allMatch(batch -> batch.size() == 0);
        continue;
      }
      PartReader part = PartReader.open(directory, "a.part", new PartCache(1 << 20));
      try (ReadContext context = new ReadContext()) {
        assertThat(part.summary()).isEqualTo(summary);
        assertThat(part.uncompressedBytes()).isGreaterThan(summary.rows() * MINIMAL_ROW_BYTES);
        for (TenantId tenant : part.tenants()) {
          checkTenant(part, tenant, batches, context);
        }
      } finally {
        part.release();
      }
    }
  }

  private static void checkTenant(
      PartReader part, TenantId tenant, List<SpanBatch> batches, ReadContext context) {
    List<SortedMap<String, String>> expected = new ArrayList<>();
    Set<TraceId> traces = new LinkedHashSet<>();
    List<String> typed = new ArrayList<>();
    for (SpanBatch batch : batches) {
      if (batch.tenant().equals(tenant)) {
        expected.addAll(BlockRows.of(batch));
        typed.addAll(BlockRows.typed(batch));
        for (int row = 0; row < batch.size(); row++) {
          traces.add(new TraceId(batch.traceIdHigh(row), batch.traceIdLow(row)));
        }
      }
    }
    List<SortedMap<String, String>> found = new ArrayList<>();
    for (int block : PartBlocks.candidates(part, tenant, TimeRange.ALL)) {
      PartBlocks.open(part, block, tenant, TimeRange.ALL, Optional.empty(), context)
          .ifPresent(view -> found.addAll(BlockRows.of(view)));
    }
    assertThat(sorted(found)).isEqualTo(sorted(expected));
    checkTraces(part, tenant, traces, typed, context);
    try (ReadContext ofQueries = ReadContext.ofQueries()) {
      checkTraces(part, tenant, traces, typed, ofQueries);
    }
  }

  /// A reader for all traces decodes whole columns, one for each trace the trace's rows only.
  private static void checkTraces(
      PartReader part,
      TenantId tenant,
      Set<TraceId> traces,
      List<String> typed,
      ReadContext context) {
    List<String> together = new ArrayList<>();
    List<String> oneByOne = new ArrayList<>();
    TraceReader reader = new TraceReader(context);
    for (TraceId trace : traces) {
      reader.read(part, tenant, trace, batch -> together.addAll(BlockRows.typed(batch)));
      new TraceReader(context)
          .read(part, tenant, trace, batch -> oneByOne.addAll(BlockRows.typed(batch)));
    }
    assertThat(oneByOne).isEqualTo(together);
    assertThat(sorted(together)).isEqualTo(sorted(typed));
  }

  private static List<String> sorted(List<?> rows) {
    return rows.stream().map(Object::toString).sorted().toList();
  }
}
