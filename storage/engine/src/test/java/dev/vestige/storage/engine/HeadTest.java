package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.storage.BlockRows;
import dev.vestige.storage.Limits;
import dev.vestige.storage.ShopBatches;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatches;
import dev.vestige.storage.TraceId;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class HeadTest {
  @Test
  void ten_thousand_tiny_batches_become_few() {
    ShopBatches shop = new ShopBatches(Seed.random("tiny"));
    RandomGenerator random = Seed.random("sizes");
    Head head = new Head();
    long rows = 0;
    for (int i = 0; i < 10_000; i++) {
      SpanBatch batch = shop.next(1 + random.nextInt(10));
      rows += batch.size();
      head.add(batch, i);
    }
    assertThat(head.rows()).isEqualTo(rows);
    assertThat(head.batches().stream().mapToLong(batch -> batch.batch().size()).sum())
        .isEqualTo(rows);
    assertThat(head.batches())
        .hasSizeLessThan(
            2 * Limits.HEAD_SMALL_BATCHES_MAX + (int) (rows * 4 / Limits.HEAD_BATCH_ROWS_SMALL));
  }

  @Test
  void joined_batches_have_the_rows_and_traces_of_those_they_come_from() {
    RandomGenerator random = Seed.random("joined");
    Head head = new Head();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      SpanBatch batch = SpanBatches.random(random, 6);
      head.add(batch, i);
      BlockRows.typed(batch).forEach(row -> expected.add(batch.tenant() + row));
    }
    List<String> found = new ArrayList<>();
    for (HeadBatch batch : head.batches()) {
      SpanBatch spans = batch.batch();
      BlockRows.typed(spans).forEach(row -> found.add(spans.tenant() + row));
      for (int row = 0; row < spans.size(); row++) {
        assertThat(batch.mayHave(new TraceId(spans.traceIdHigh(row), spans.traceIdLow(row))))
            .isTrue();
        assertThat(batch.overlaps(new TimeRange(spans.endNanos(row), spans.endNanos(row))))
            .isTrue();
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void a_batch_of_a_trace_it_does_not_have_is_mostly_passed_over() {
    RandomGenerator random = Seed.random("filter");
    HeadBatch batch = new HeadBatch(new ShopBatches(random).next(512));
    int looked = 0;
    for (int i = 0; i < 1_000; i++) {
      looked += batch.mayHave(new TraceId(random.nextLong(), random.nextLong())) ? 1 : 0;
    }
    assertThat(looked).isLessThan(200);
  }

  @Test
  void what_was_asked_for_before_does_not_change() {
    ShopBatches shop = new ShopBatches(Seed.random("stable"));
    Head head = new Head();
    for (int i = 0; i < Limits.HEAD_SMALL_BATCHES_MAX - 1; i++) {
      head.add(shop.next(3), i);
    }
    List<HeadBatch> before = head.batches();
    List<HeadBatch> copy = List.copyOf(before);
    head.add(shop.next(3), 99);
    assertThat(before).isEqualTo(copy);
    assertThat(head.batches()).hasSize(1);
    assertThat(head.batches().getFirst().batch().tenant()).isEqualTo(TenantId.DEFAULT);
  }
}
