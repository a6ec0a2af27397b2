package dev.vestige.base.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TestSeed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestSeed.class)
class BitPackingTest {
  @Test
  void the_layout_is_a_little_endian_stream_of_bits() {
    ByteSink sink = new ByteSink();
    BitPacking.pack(new int[] {9, 0b101, 0b011, 0b110}, 1, 3, 3, sink);
    assertThat(sink.toByteArray()).containsExactly(0b10011101, 0b1);
    sink.clear();
    BitPacking.pack(new long[] {-1}, 0, 1, 64, sink);
    assertThat(sink.toByteArray()).containsExactly(-1, -1, -1, -1, -1, -1, -1, -1);
  }

  @Test
  void width_is_that_of_the_unsigned_number() {
    assertThat(BitPacking.width(0)).isZero();
    assertThat(BitPacking.width(1)).isEqualTo(1);
    assertThat(BitPacking.width(256)).isEqualTo(9);
    assertThat(BitPacking.width(-1)).isEqualTo(64);
  }

  @Test
  void longs_of_every_width_and_count_come_back(RandomGenerator random) {
    for (int width = 0; width <= 64; width++) {
      for (int count = 0; count < 150; count += 1 + random.nextInt(9)) {
        long mask = width == 0 ? 0 : -1L >>> (64 - width);
        long[] values = random.longs(count).map(value -> value & mask).toArray();
        ByteSource source = packed(values, width, random);
        int start = source.position();
        long[] unpacked = new long[count + 2];
        BitPacking.unpack(source, width, unpacked, 1, count);
        source.requireEnd();
        assertThat(Arrays.copyOfRange(unpacked, 1, count + 1)).isEqualTo(values);
        assertThat(unpacked[0] | unpacked[count + 1]).isZero();
        long[] got = new long[count];
        for (int i = 0; i < count; i++) {
          got[i] = BitPacking.get(source.array(), 3 + start, width, i);
        }
        assertThat(got).isEqualTo(values);
      }
    }
  }

  @Test
  void ints_of_every_width_and_count_come_back(RandomGenerator random) {
    for (int width = 0; width <= 32; width++) {
      for (int count = 0; count < 150; count += 1 + random.nextInt(9)) {
        int mask = width == 0 ? 0 : -1 >>> (32 - width);
        int[] values = random.ints(count).map(value -> value & mask).toArray();
        ByteSink sink = new ByteSink(0);
        BitPacking.pack(values, 0, count, width, sink);
        assertThat(sink.position()).isEqualTo((int) BitPacking.packedBytes(count, width));
        ByteSource source = new ByteSource("test", sink.toByteArray());
        int[] unpacked = new int[count + 2];
        BitPacking.unpack(source, width, unpacked, 1, count);
        source.requireEnd();
        assertThat(Arrays.copyOfRange(unpacked, 1, count + 1)).isEqualTo(values);
        assertThat(unpacked[0] | unpacked[count + 1]).isZero();
      }
    }
  }

  @Test
  void more_values_than_one_chunk_come_back(RandomGenerator random) {
    long[] values = random.longs(200_003, 0, 1L << 57).toArray();
    ByteSink sink = new ByteSink();
    BitPacking.pack(values, 0, values.length, 57, sink);
    long[] unpacked = new long[values.length];
    BitPacking.unpack(new ByteSource("test", sink.toByteArray()), 57, unpacked, 0, values.length);
    assertThat(Arrays.equals(unpacked, values)).isTrue();
    int[] ints = random.ints(200_003, 0, 1 << 29).toArray();
    sink.clear();
    BitPacking.pack(ints, 0, ints.length, 29, sink);
    int[] unpackedInts = new int[ints.length];
    BitPacking.unpack(new ByteSource("test", sink.toByteArray()), 29, unpackedInts, 0, ints.length);
    assertThat(Arrays.equals(unpackedInts, ints)).isTrue();
  }

  @Test
  void bits_above_the_width_are_not_written() {
    ByteSink sink = new ByteSink();
    BitPacking.pack(new int[] {-1, 0}, 0, 2, 4, sink);
    BitPacking.pack(new long[] {-1, 0}, 0, 2, 4, sink);
    assertThat(sink.toByteArray()).containsExactly(0x0F, 0x0F);
  }

  @Test
  void a_source_that_is_too_short_is_corrupt() {
    ByteSource source = new ByteSource("test", new byte[100], 0, 12);
    assertThatThrownBy(() -> BitPacking.unpack(source, 7, new int[14], 0, 14))
        .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT)
        .hasMessageContaining("needed 13 bytes");
    int count = Integer.MAX_VALUE / 64;
    assertThatThrownBy(() -> BitPacking.unpack(source, 64, new long[count], 0, count))
        .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT);
  }

  @Test
  void a_width_beyond_the_type_is_a_defect_of_the_caller() {
    ByteSource source = new ByteSource("test", new byte[100]);
    assertThatThrownBy(() -> BitPacking.unpack(source, 33, new int[1], 0, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> BitPacking.unpack(source, 65, new long[1], 0, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> BitPacking.pack(new int[1], 0, 1, 33, new ByteSink()))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /// The packed values, three bytes into an array that ends soon after them.
  private static ByteSource packed(long[] values, int width, RandomGenerator random) {
    ByteSink sink = new ByteSink(0);
    sink.putBytes(new byte[] {-1, -1, -1});
    BitPacking.pack(values, 0, values.length, width, sink);
    int length = sink.position() - 3;
    assertThat(length).isEqualTo((int) BitPacking.packedBytes(values.length, width));
    byte[] padding = new byte[random.nextInt(20)];
    Arrays.fill(padding, (byte) -1);
    sink.putBytes(padding);
    return new ByteSource("test", sink.toByteArray(), 3, length);
  }
}
