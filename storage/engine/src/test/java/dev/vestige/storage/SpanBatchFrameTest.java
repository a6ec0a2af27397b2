package dev.vestige.storage;

import static dev.vestige.storage.SpanBatchAssert.assertSameBatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.testkit.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class SpanBatchFrameTest {
  @Test
  void an_empty_batch_comes_back() {
    SpanBatch batch = SpanBatches.empty(new TenantId(-1, 7));
    byte[] frame = frame(batch);
    assertSameBatch(SpanBatchFrame.read(frame, 0, frame.length), batch);
  }

  @Test
  void random_batches_come_back_exactly(RandomGenerator random) {
    int spans = 0;
    int events = 0;
    int links = 0;
    int overrides = 0;
    for (int i = 0; i < 300; i++) {
      SpanBatch batch = SpanBatches.random(random, 1 << random.nextInt(9));
      byte[] frame = frame(batch);
      assertSameBatch(SpanBatchFrame.read(frame, 0, frame.length), batch);
      spans += batch.size();
      events += batch.events().size();
      links += batch.links().size();
      overrides += batch.overrides().size() - 1;
    }
    assertThat(spans).isPositive();
    assertThat(events).isPositive();
    assertThat(links).isPositive();
    assertThat(overrides).isPositive();
  }

  @Test
  void a_frame_is_read_from_the_middle_of_an_array(RandomGenerator random) {
    SpanBatch batch = SpanBatches.random(random, 50);
    ByteSink out = new ByteSink();
    out.putLong(random.nextLong());
    SpanBatchFrame.write(batch, out);
    int length = out.position() - Long.BYTES;
    out.putLong(random.nextLong());
    assertSameBatch(SpanBatchFrame.read(out.array(), Long.BYTES, length), batch);
  }

  @Test
  void frames_go_one_behind_another(RandomGenerator random) {
    SpanBatch first = SpanBatches.random(random, 50);
    SpanBatch second = SpanBatches.random(random, 50);
    ByteSink out = new ByteSink();
    SpanBatchFrame.write(first, out);
    int border = out.position();
    SpanBatchFrame.write(second, out);
    assertSameBatch(SpanBatchFrame.read(out.array(), 0, border), first);
    assertSameBatch(SpanBatchFrame.read(out.array(), border, out.position() - border), second);
  }

  @Test
  void a_frame_cut_anywhere_is_corrupt(RandomGenerator random) {
    for (int i = 0; i < 20; i++) {
      byte[] frame = frame(SpanBatches.random(random, 12));
      for (int length = 0; length < frame.length; length++) {
        // The rest of the array is there, so reading past the range would go unnoticed.
        int cut = length;
        assertCorrupt(() -> SpanBatchFrame.read(frame, 0, cut));
      }
    }
  }

  @Test
  void a_frame_with_bytes_behind_it_is_corrupt(RandomGenerator random) {
    byte[] frame = frame(SpanBatches.random(random, 12));
    byte[] longer = Arrays.copyOf(frame, frame.length + 1);
    assertCorrupt(() -> SpanBatchFrame.read(longer, 0, longer.length));
  }

  @Test
  void an_unknown_version_is_named() {
    byte[] frame = frame(SpanBatches.empty(TenantId.DEFAULT));
    frame[0] = 2;
    assertThatExceptionOfType(VestigeException.class)
        .isThrownBy(() -> SpanBatchFrame.read(frame, 0, frame.length))
        .withMessageContaining("version 2, expected 1");
  }

  @Test
  void changed_bytes_give_another_batch_or_a_corrupt_error(RandomGenerator random) {
    int corrupt = 0;
    int read = 0;
    for (int i = 0; i < 60; i++) {
      byte[] frame = frame(SpanBatches.random(random, 10));
      for (int at = 0; at < frame.length; at++) {
        byte[] hostile = frame.clone();
        hostile[at] = (byte) (random.nextBoolean() ? random.nextInt() : 0xFF);
        try {
          touch(SpanBatchFrame.read(hostile, 0, hostile.length));
          read++;
        } catch (VestigeException e) {
          assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT);
          assertThat(e).hasMessageMatching("reading a batch frame at byte \\d+ of \\d+: .+");
          corrupt++;
        }
      }
    }
    assertThat(read).isPositive();
    assertThat(corrupt).isPositive();
  }

  @Test
  void random_bytes_give_a_corrupt_error(RandomGenerator random) {
    for (int i = 0; i < 20_000; i++) {
      byte[] hostile = new byte[1 + random.nextInt(400)];
      random.nextBytes(hostile);
      hostile[0] = SpanBatchFrame.VERSION;
      assertCorrupt(() -> SpanBatchFrame.read(hostile, 0, hostile.length));
    }
  }

  @Test
  void a_count_beyond_the_frame_takes_no_memory() {
    ByteSink out = new ByteSink();
    out.putByte(SpanBatchFrame.VERSION);
    out.putLong(0);
    for (int emptyTables = 0; emptyTables < 6; emptyTables++) {
      out.putVarint(0);
    }
    out.putVarint(Integer.MAX_VALUE);
    byte[] hostile = out.toByteArray();
    assertThatExceptionOfType(VestigeException.class)
        .isThrownBy(() -> SpanBatchFrame.read(hostile, 0, hostile.length))
        .withMessageContaining(Integer.MAX_VALUE + " spans, only 0 bytes are left");
  }

  @Test
  void a_batch_with_a_code_outside_its_table_is_not_written() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.reset(TenantId.DEFAULT);
    builder.beginResource();
    builder.endResource();
    builder.beginScope();
    builder.endScope(0, 0);
    builder.beginSpan();
    builder.name(1);
    builder.endSpan();
    SpanBatch batch = builder.build();
    assertThatExceptionOfType(VestigeException.class)
        .isThrownBy(() -> SpanBatchFrame.write(batch, new ByteSink()))
        .withMessageContaining("span names: a code is outside its table of 1")
        .returns(ErrorKind.INTERNAL, VestigeException::kind);
  }

  private static byte[] frame(SpanBatch batch) {
    ByteSink out = new ByteSink();
    SpanBatchFrame.write(batch, out);
    return out.toByteArray();
  }

  /// Follows every code of a batch.
  private static void touch(SpanBatch batch) {
    touch(batch, batch.resources());
    touch(batch, batch.scopes());
    touch(batch, batch.overrides());
    touch(batch, batch.attributes());
    touch(batch, batch.events().attributes());
    touch(batch, batch.links().attributes());
    for (int span = 0; span < batch.size(); span++) {
      batch.values().raw(batch.name(span));
      batch.values().raw(batch.statusMessage(span));
      batch.values().raw(batch.traceState(span));
      batch.values().raw(batch.scopeName(batch.scope(span)));
      batch.resources().end(batch.resource(span));
      batch.overrides().end(batch.override(span));
      for (int event = batch.eventStart(span); event < batch.eventEnd(span); event++) {
        batch.values().raw(batch.events().name(event));
      }
      for (int link = batch.linkStart(span); link < batch.linkEnd(span); link++) {
        batch.values().raw(batch.links().traceState(link));
      }
    }
  }

  private static void touch(SpanBatch batch, AttributeLists lists) {
    for (int list = 0; list < lists.size(); list++) {
      for (int at = lists.start(list); at < lists.end(list); at++) {
        batch.keys().raw(lists.key(at));
        batch.values().raw(lists.value(at));
      }
    }
  }

  private static void assertCorrupt(Runnable read) {
    assertThatExceptionOfType(VestigeException.class)
        .isThrownBy(read::run)
        .returns(ErrorKind.CORRUPT, VestigeException::kind);
  }
}
