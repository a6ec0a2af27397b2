package dev.vestige.base.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TestSeed;
import dev.vestige.base.VestigeException;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestSeed.class)
class LongCodecTest {
  @Test
  void one_value_over_and_over_takes_no_space() {
    assertThat(encodedAs(LongCodec.CONSTANT, numbers(4096, _ -> 12))).isEqualTo(3);
    assertThat(encodedAs(LongCodec.CONSTANT, numbers(0, _ -> 12))).isEqualTo(3);
  }

  @Test
  void small_distances_are_packed(RandomGenerator random) {
    assertThat(encodedAs(LongCodec.OFFSETS, numbers(4096, _ -> 1_000_000 + random.nextInt(1000))))
        .isBetween(5120, 5140);
  }

  @Test
  void a_common_divisor_is_taken_out(RandomGenerator random) {
    assertThat(encodedAs(LongCodec.OFFSETS, numbers(4096, _ -> 7 + random.nextInt(1000) * 6_000L)))
        .isBetween(5120, 5140);
  }

  @Test
  void a_few_wide_numbers_do_not_widen_the_rest(RandomGenerator random) {
    assertThat(
            encodedAs(
                LongCodec.OFFSETS,
                numbers(4096, i -> i % 500 == 0 ? random.nextLong() >>> 2 : random.nextLong(1000))))
        .isBetween(5120, 5260);
  }

  @Test
  void rising_numbers_are_stored_by_their_steps(RandomGenerator random) {
    long[] next = {1_700_000_000_000_000_000L};
    assertThat(
            encodedAs(
                LongCodec.DELTAS, numbers(4096, _ -> next[0] += 1_000L * (3 + random.nextInt(16)))))
        .isBetween(2048, 2080);
    assertThat(encodedAs(LongCodec.DELTAS, numbers(4096, i -> 3 - 500 * i))).isLessThan(20);
  }

  @Test
  void few_values_far_apart_are_numbered(RandomGenerator random) {
    long[] statuses = {200, 404, 500, 301, Long.MAX_VALUE};
    assertThat(encodedAs(LongCodec.DICTIONARY, numbers(4096, _ -> statuses[random.nextInt(5)])))
        .isBetween(1536, 1620);
  }

  @Test
  void more_values_than_a_dictionary_holds_are_stored_otherwise(RandomGenerator random) {
    long[] wide = random.longs(Limits.DICTIONARY_SIZE_MAX + 1).toArray();
    int size = wide.length;
    encodedAs(LongCodec.DICTIONARY, numbers(9000, i -> wide[(int) (i * 7 % (size - 1))]));
    encodedAs(LongCodec.OFFSETS, numbers(9000, i -> wide[(int) (i * 7 % size)]));
  }

  @Test
  void extremes_come_back() {
    roundTrip(new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1});
    roundTrip(new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
    roundTrip(new long[] {Long.MIN_VALUE});
    roundTrip(numbers(1000, i -> Long.MIN_VALUE + ((i * i) << 40)));
    roundTrip(numbers(1000, i -> i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE - i));
    roundTrip(numbers(3000, i -> i << 54));
  }

  @Test
  void random_blocks_of_every_kind_come_back(RandomGenerator random) {
    for (int round = 0; round < 2_000; round++) {
      roundTrip(block(random));
    }
  }

  @Test
  void damaged_blocks_are_corrupt_or_decode_to_something(RandomGenerator random) {
    for (int round = 0; round < 5_000; round++) {
      long[] values = block(random);
      ByteSink sink = new ByteSink();
      LongCodec.encode(values, 0, values.length, sink);
      byte[] bytes = sink.toByteArray();
      for (int i = random.nextInt(3); i >= 0; i--) {
        bytes[random.nextInt(Math.min(bytes.length, 16))] = (byte) random.nextInt();
      }
      ByteSource source = new ByteSource("test", bytes, 0, random.nextInt(bytes.length + 1));
      try {
        LongCodec.decode(source, values.length, new long[values.length], 0);
      } catch (VestigeException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT);
        assertThat(e).hasMessageContaining("reading test at byte");
      }
    }
  }

  @Test
  void what_cannot_be_is_named() {
    isCorrupt("no kind 9", 9, 0, 0);
    isCorrupt("numbers of 65 bits", LongCodec.OFFSETS, 0, 9, 1, 65);
    isCorrupt("exceptions is 3, the most is 2", LongCodec.OFFSETS, 0, 9, 1, 0, 3);
    isCorrupt("numbers of 61 bits, the most is 60", LongCodec.OFFSETS, 0, 9, 1, 4, 1, 0x11, 61);
    isCorrupt("the dictionary is empty", LongCodec.DICTIONARY, 0, 9, 0);
    isCorrupt("dictionary is 257", LongCodec.DICTIONARY, 0, 9, 0x81, 2);
    isCorrupt("code 3 of a dictionary of 3", LongCodec.DICTIONARY, 0, 1, 3, 0, 0xF);
    ByteSource empty = new ByteSource("test", new byte[] {LongCodec.DELTAS, 0, 0, 0, 0, 0, 0});
    assertThatThrownBy(() -> LongCodec.decode(empty, 0, new long[0], 0))
        .hasMessageContaining("an empty block");
    ByteSource position =
        new ByteSource("test", new byte[] {LongCodec.OFFSETS, 0, 9, 1, 0, 1, 1, 3, 1});
    assertThatThrownBy(() -> LongCodec.decode(position, 3, new long[3], 0))
        .hasMessageContaining("exception at number 3 of 3");
  }

  private static void isCorrupt(String message, int... bytes) {
    ByteSink sink = new ByteSink();
    for (int value : bytes) {
      sink.putByte(value);
    }
    ByteSource source = new ByteSource("test", sink.toByteArray());
    assertThatThrownBy(() -> LongCodec.decode(source, 2, new long[2], 0))
        .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT)
        .hasMessageContaining(message);
  }

  /// A block of random shape: base, spread, divisor, order, outliers, repetition.
  private static long[] block(RandomGenerator random) {
    long base = random.nextLong() >> random.nextInt(64);
    long spread = (random.nextLong() >>> 1 >> random.nextInt(63)) + 1;
    long scale = random.nextBoolean() ? 1 : 1 + random.nextInt(100_000);
    int different = 1 + random.nextInt(400);
    long[] pool = random.longs(different, 0, spread).map(i -> base + i * scale).toArray();
    int count = random.nextInt(700);
    long[] values = numbers(count, _ -> pool[random.nextInt(different)]);
    if (random.nextBoolean()) {
      Arrays.sort(values);
    }
    for (int i = random.nextInt(3); i > 0 && count > 0; i--) {
      values[random.nextInt(count)] = random.nextLong();
    }
    return values;
  }

  private static long[] numbers(int count, LongUnaryOperator value) {
    return LongStream.range(0, count).map(value).toArray();
  }

  /// Checks the round trip and the kind.
  ///
  /// @return how many bytes the block takes
  private static int encodedAs(int kind, long[] values) {
    byte[] bytes = roundTrip(values);
    assertThat((int) bytes[0]).isEqualTo(kind);
    return bytes.length;
  }

  private static byte[] roundTrip(long[] values) {
    long[] framed = new long[values.length + 2];
    System.arraycopy(values, 0, framed, 1, values.length);
    ByteSink sink = new ByteSink();
    LongCodec.encode(framed, 1, values.length, sink);
    ByteSource source = new ByteSource("test", sink.toByteArray());
    if (values.length > 0) {
      assertThat(LongCodec.min(source)).isEqualTo(LongStream.of(values).min().getAsLong());
      assertThat(LongCodec.max(source)).isEqualTo(LongStream.of(values).max().getAsLong());
    }
    long[] decoded = new long[values.length + 2];
    LongCodec.decode(source, values.length, decoded, 1);
    source.requireEnd();
    assertThat(decoded).isEqualTo(framed);
    return sink.toByteArray();
  }
}
