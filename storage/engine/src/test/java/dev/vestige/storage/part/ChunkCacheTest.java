package dev.vestige.storage.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.BlockRows;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatches;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class ChunkCacheTest {
  private static final int CHUNK_BYTES = 872;

  /// What an entry of so many bytes takes, with the cache's own.
  private static final int ENTRY_BYTES = 1_000;

  @Test
  void rows_read_from_the_cache_are_those_of_the_file(RandomGenerator random) {
    for (int missesBeforeCaching = 0; missesBeforeCaching < 3; missesBeforeCaching++) {
      ChunkCache chunks = new ChunkCache(1 << 20, missesBeforeCaching);
      PartReader part = part(random, chunks);
      try (ReadContext passing = new ReadContext();
          ReadContext caching = ReadContext.ofQueries()) {
        List<String> rows = rows(part, passing);
        for (int turn = 0; turn <= missesBeforeCaching; turn++) {
          assertThat(rows(part, caching)).isEqualTo(rows);
        }
        assertThat(chunks.sizeBytes()).isPositive();
        long read = caching.bytesRead();
        assertThat(rows(part, caching)).isEqualTo(rows);
        assertThat(caching.bytesRead()).isEqualTo(read);
      } finally {
        part.release();
      }
      assertThat(chunks.sizeBytes()).as("after the part was closed").isZero();
    }
  }

  @Test
  void who_reads_once_leaves_the_cache_alone(RandomGenerator random) {
    ChunkCache chunks = new ChunkCache(1 << 20, 0);
    PartReader part = part(random, chunks);
    try (ReadContext passing = new ReadContext()) {
      rows(part, passing);
      assertThat(chunks.sizeBytes()).isZero();
    } finally {
      part.release();
    }
  }

  @Test
  void what_is_used_stays_and_the_rest_goes_by_age(RandomGenerator random) {
    ChunkCache chunks = new ChunkCache(3 * ENTRY_BYTES, 0);
    PartReader part = part(random, chunks);
    for (long offset = 0; offset < 3; offset++) {
      chunks.put(part, offset, new byte[CHUNK_BYTES]);
    }
    assertThat(chunks.get(part, 0)).isPresent();
    chunks.put(part, 3, new byte[CHUNK_BYTES]);
    assertThat(chunks.sizeBytes()).isEqualTo(3 * ENTRY_BYTES);
    assertThat(chunks.get(part, 0)).isPresent();
    assertThat(chunks.get(part, 1)).isEmpty();
    assertThat(chunks.get(part, 2)).isPresent();
    assertThat(chunks.get(part, 3)).isPresent();
    assertThat(chunks.use())
        .isEqualTo(new CacheUse("storage/chunks", 3 * ENTRY_BYTES, 3 * ENTRY_BYTES, 5, 1));
    part.release();
  }

  @Test
  void a_chunk_comes_in_after_the_misses_that_are_asked_for(RandomGenerator random) {
    ChunkCache chunks = new ChunkCache(1 << 20, 2);
    PartReader part = part(random, chunks);
    assertThat(chunks.wants(part, 7, 100)).isFalse();
    assertThat(chunks.wants(part, 7, 100)).isFalse();
    assertThat(chunks.wants(part, 7, 100)).isTrue();
    part.release();
  }

  @Test
  void a_chunk_that_would_push_out_much_stays_outside(RandomGenerator random) {
    ChunkCache chunks = new ChunkCache(8 * ENTRY_BYTES, 0);
    PartReader part = part(random, chunks);
    assertThat(chunks.wants(part, 0, ENTRY_BYTES)).isTrue();
    assertThat(chunks.wants(part, 0, ENTRY_BYTES + 1)).isFalse();
    part.release();
  }

  private static PartReader part(RandomGenerator random, ChunkCache chunks) {
    List<SpanBatch> batches = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      batches.add(SpanBatches.random(random, 100));
    }
    Directory directory = CrashDirectory.empty();
    BatchPart.write(batches, _ -> true, directory, "a.part");
    return PartReader.open(directory, "a.part", new PartCache(1 << 20, chunks));
  }

  private static List<String> rows(PartReader part, ReadContext context) {
    List<String> rows = new ArrayList<>();
    for (TenantId tenant : part.tenants()) {
      for (int block : PartBlocks.candidates(part, tenant, TimeRange.ALL)) {
        PartBlocks.open(part, block, tenant, TimeRange.ALL, Optional.empty(), context)
            .ifPresent(view -> BlockRows.of(view).forEach(row -> rows.add(row.toString())));
      }
    }
    return rows;
  }
}
