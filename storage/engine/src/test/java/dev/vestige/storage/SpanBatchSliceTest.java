package dev.vestige.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class SpanBatchSliceTest {
  @Test
  void slices_hold_the_spans_they_were_asked_for(RandomGenerator random) {
    for (int i = 0; i < 100; i++) {
      SpanBatch batch = SpanBatches.random(random, 1 << random.nextInt(8));
      int[] rows = IntStream.range(0, batch.size()).filter(_ -> random.nextInt(3) == 0).toArray();
      List<String> all = BlockRows.typed(batch);
      List<String> expected = new ArrayList<>();
      for (int row : rows) {
        expected.add(all.get(row));
      }
      SpanBatch slice = SpanBatchSlice.of(batch, rows);
      assertThat(BlockRows.typed(slice)).isEqualTo(expected);
      assertThat(slice.tenant()).isEqualTo(batch.tenant());
      ByteSink frame = new ByteSink();
      SpanBatchFrame.write(slice, frame);
      SpanBatchAssert.assertSameBatch(
          SpanBatchFrame.read(frame.array(), 0, frame.position()), slice);
    }
  }

  @Test
  void a_slice_of_all_spans_is_the_batch_itself(RandomGenerator random) {
    SpanBatch batch = SpanBatches.random(random, 50);
    assertThat(SpanBatchSlice.of(batch, IntStream.range(0, batch.size()).toArray()))
        .isSameAs(batch);
  }

  @Test
  void a_slice_keeps_no_values_of_other_spans(RandomGenerator random) {
    SpanBatch batch = SpanBatches.random(random, 200);
    int values = 0;
    for (int row = 0; row < batch.size(); row++) {
      SpanBatch slice = SpanBatchSlice.of(batch, new int[] {row});
      values = Math.max(values, slice.values().size());
      SpanBatch again = SpanBatchSlice.of(slice, new int[] {0});
      SpanBatchAssert.assertSameBatch(again, slice);
    }
    assertThat(values).isLessThanOrEqualTo(batch.values().size());
  }
}
