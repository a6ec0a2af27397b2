package dev.vestige.base.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TestSeed;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestSeed.class)
class ByteSourceTest {
  @Test
  void reads_what_a_sink_wrote(RandomGenerator random) {
    for (int round = 0; round < 1_000; round++) {
      long value = random.nextLong() >> random.nextInt(64);
      ByteSink sink = new ByteSink();
      sink.putLong(value);
      sink.putInt((int) value);
      sink.putShort((int) value);
      sink.putByte((int) value);
      sink.putVarint(value);
      sink.putZigzag(value);
      sink.putBytes(new byte[] {1, 2, 3});
      ByteSource source = new ByteSource("test", sink.array(), 0, sink.position());
      assertThat(source.getLong()).isEqualTo(value);
      assertThat(source.getInt()).isEqualTo((int) value);
      assertThat(source.getShort()).isEqualTo((int) value & 0xFFFF);
      assertThat(source.getByte()).isEqualTo((int) value & 0xFF);
      assertThat(source.getVarint()).isEqualTo(value);
      assertThat(source.getZigzag()).isEqualTo(value);
      byte[] bytes = new byte[5];
      source.getBytes(bytes, 1, 3);
      assertThat(bytes).containsExactly(0, 1, 2, 3, 0);
      source.requireEnd();
    }
  }

  @Test
  void stays_inside_its_range() {
    ByteSource source = new ByteSource("the range", new byte[20], 5, 7);
    source.take(6);
    isCorrupt(source::getShort, "reading the range at byte 6 of 7: needed 2 bytes more, has 1");
    isCorrupt(source::getInt, "needed 4");
    isCorrupt(source::getLong, "needed 8");
    isCorrupt(() -> source.getBytes(new byte[2], 0, 2), "needed 2");
    isCorrupt(() -> source.take(-1), "needed 18446744073709551615");
    isCorrupt(() -> source.seek(8), "position 8");
    isCorrupt(() -> source.seek(-1), "position -1");
    isCorrupt(source::requireEnd, "1 bytes are left over");
    assertThat(source.getByte()).isZero();
    isCorrupt(source::getByte, "at byte 7 of 7");
    isCorrupt(source::getVarint, "at byte 7 of 7");
    source.seek(2);
    assertThat(source.position()).isEqualTo(2);
    assertThat(source.remaining()).isEqualTo(5);
  }

  @Test
  void a_varint_of_more_than_64_bits_is_corrupt() {
    byte[] bytes = {-1, -1, -1, -1, -1, -1, -1, -1, -1, 2};
    isCorrupt(new ByteSource("test", bytes)::getVarint, "more than 64 bits");
    bytes[9] = 1;
    assertThat(new ByteSource("test", bytes).getVarint()).isEqualTo(-1);
  }

  @Test
  void a_count_has_a_bound() {
    byte[] bytes = {10, 11, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
    ByteSource source = new ByteSource("test", bytes);
    assertThat(source.getCount("rows", 10)).isEqualTo(10);
    isCorrupt(() -> source.getCount("rows", 10), "rows is 11, the most is 10");
    isCorrupt(
        () -> source.getCount("rows", Integer.MAX_VALUE), "rows is 18446744073709551615, the most");
  }

  @Test
  void a_range_outside_the_array_is_a_defect_of_the_caller() {
    byte[] bytes = new byte[3];
    assertThatThrownBy(() -> new ByteSource("test", bytes, 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    ByteSource source = new ByteSource("test", bytes);
    assertThatThrownBy(() -> source.reset(bytes, -1, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static void isCorrupt(ThrowingCallable read, String message) {
    assertThatThrownBy(read)
        .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT)
        .hasMessageContaining(message);
  }
}
