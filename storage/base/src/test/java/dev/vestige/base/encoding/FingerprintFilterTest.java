package dev.vestige.base.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TestSeed;
import dev.vestige.base.VestigeException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestSeed.class)
class FingerprintFilterTest {
  private final FingerprintFilterBuilder builder = new FingerprintFilterBuilder();

  @Test
  void what_is_in_it_is_never_denied(RandomGenerator random) {
    for (int count = 0; count < 3_000; count += 1 + random.nextInt(1 + count / 5)) {
      long[] hashes = random.longs(count).toArray();
      FingerprintFilter filter = open(build(hashes));
      for (long hash : hashes) {
        assertThat(filter.mightContain(hash)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1000, 11.5", "50000, 9.9", "262144, 9.3", "600000, 9.4"})
  void it_is_small_and_affirms_little_else(
      int count, double bitsPerKeyMax, RandomGenerator random) {
    long[] hashes = random.longs(count).toArray();
    byte[] bytes = build(hashes.clone());
    assertThat(bytes.length * 8.0 / count).isLessThan(bitsPerKeyMax);
    FingerprintFilter filter = open(bytes);
    assertThat(Arrays.stream(hashes).allMatch(filter::mightContain)).isTrue();
    long affirmed = random.longs(100_000).filter(filter::mightContain).count();
    assertThat(affirmed / 100_000.0).isBetween(0.0028, 0.0052);
  }

  @Test
  void an_empty_one_denies_everything(RandomGenerator random) {
    assertThat(open(build(new long[0])).mightContain(random.nextLong())).isFalse();
  }

  @Test
  void hashes_may_come_twice_and_be_numbers_in_a_row(RandomGenerator random) {
    long[] hashes = new long[10_000];
    Arrays.setAll(hashes, i -> i / 3);
    hashes[5] = Long.MIN_VALUE;
    hashes[9] = -1;
    FingerprintFilter filter = open(build(hashes.clone()));
    assertThat(Arrays.stream(hashes).allMatch(filter::mightContain)).isTrue();
    long[] same = new long[100];
    Arrays.fill(same, random.nextLong());
    assertThat(open(build(same)).mightContain(same[0])).isTrue();
  }

  @Test
  void memory_may_be_off_the_heap(RandomGenerator random) {
    long[] hashes = random.longs(1_000).toArray();
    byte[] bytes = build(hashes.clone());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(bytes.length);
      memory.copyFrom(MemorySegment.ofArray(bytes));
      FingerprintFilter filter = FingerprintFilter.open("test", memory);
      assertThat(Arrays.stream(hashes).allMatch(filter::mightContain)).isTrue();
    }
  }

  @Test
  void damaged_filters_are_corrupt_or_answer_something(RandomGenerator random) {
    byte[] good = build(random.longs(300_000).toArray());
    for (int round = 0; round < 300; round++) {
      byte[] bytes = Arrays.copyOf(good, good.length - random.nextInt(2));
      bytes[random.nextInt(16)] = (byte) random.nextInt();
      try {
        FingerprintFilter filter = open(bytes);
        random.longs(100).forEach(filter::mightContain);
      } catch (VestigeException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT);
      }
    }
  }

  @Test
  void what_is_no_filter_is_corrupt() {
    isCorrupt("opening test of 3 bytes: it is too short", 0, 0, 0);
    isCorrupt("it claims 8193 shards", 1, 0x20, 0, 0);
    isCorrupt("it claims -1 shards", -1, -1, -1, -1);
    isCorrupt("it claims 1 shards", 1, 0, 0, 0, 0, 0, 1, 0, 0);
    isCorrupt("it claims a shard", 1, 0, 0, 0, 0, 19, 1, 0, 0, 0);
    isCorrupt("it claims a shard", 1, 0, 0, 0, 0, 2, 0, 0, 0, 0);
    isCorrupt("it claims a shard", 1, 0, 0, 0, 0, 2, -1, -1, -1, 0x7F);
    isCorrupt("its shards take 13", 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 9, 9);
    isCorrupt("its shards take 4", 0, 0, 0, 0, 9);
  }

  private static void isCorrupt(String message, int... bytes) {
    ByteSink sink = new ByteSink();
    for (int value : bytes) {
      sink.putByte(value);
    }
    assertThatThrownBy(() -> open(sink.toByteArray()))
        .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT)
        .hasMessageContaining(message);
  }

  private byte[] build(long[] hashes) {
    ByteSink sink = new ByteSink();
    builder.build(hashes, hashes.length, sink);
    return sink.toByteArray();
  }

  private static FingerprintFilter open(byte[] bytes) {
    return FingerprintFilter.open("test", MemorySegment.ofArray(bytes));
  }
}
