package dev.vestige.base.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TestSeed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestSeed.class)
class BloomFilterTest {
  @Test
  void what_was_added_is_never_denied(RandomGenerator random) {
    for (int bitsPerKey = 1; bitsPerKey < 20; bitsPerKey++) {
      int keys = random.nextInt(2_000);
      long[] hashes = random.longs(keys).toArray();
      BloomFilter filter = decoded(filter(hashes, bitsPerKey));
      for (long hash : hashes) {
        assertThat(filter.mightContain(hash)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 0.021, 0.027", "10, 0.008, 0.0115", "12, 0.003, 0.0055"})
  void little_else_is_affirmed(int bitsPerKey, double least, double most, RandomGenerator random) {
    BloomFilter filter = filter(random.longs(50_000).toArray(), bitsPerKey);
    assertThat(filter.sizeBytes()).isEqualTo((50_000L * bitsPerKey + 511) / 512 * 64);
    int affirmed = 0;
    for (int i = 0; i < 100_000; i++) {
      affirmed += filter.mightContain(random.nextLong()) ? 1 : 0;
    }
    assertThat(affirmed / 100_000.0).isBetween(least, most);
  }

  @Test
  void an_empty_one_denies_everything(RandomGenerator random) {
    BloomFilter filter = decoded(BloomFilter.forKeys(0, 10));
    assertThat(filter.mightContain(random.nextLong())).isFalse();
    assertThat(filter.sizeBytes()).isEqualTo(64);
  }

  @Test
  void more_keys_than_the_largest_has_room_for_do_no_harm() {
    BloomFilter filter = BloomFilter.forKeys(Integer.MAX_VALUE, 20);
    assertThat(filter.sizeBytes()).isEqualTo(Limits.BLOOM_BLOCKS_MAX * 64L);
    filter.add(-1);
    assertThat(filter.mightContain(-1)).isTrue();
  }

  @Test
  void what_is_no_filter_is_corrupt() {
    isCorrupt("0 blocks and 7 probes", 7, 0);
    isCorrupt("1 blocks and 8 probes", 8, 1);
    isCorrupt("1 blocks and 0 probes", 0, 1);
    isCorrupt("blocks of a bloom filter is 1048577", 7, 0x81, 0x80, 0x40);
    isCorrupt("needed 67108864 bytes", 7, 0x80, 0x80, 0x40);
  }

  private static void isCorrupt(String message, int... bytes) {
    ByteSink sink = new ByteSink();
    for (int value : bytes) {
      sink.putByte(value);
    }
    assertThatThrownBy(() -> BloomFilter.decode(new ByteSource("test", sink.toByteArray())))
        .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT)
        .hasMessageContaining(message);
  }

  private static BloomFilter filter(long[] hashes, int bitsPerKey) {
    BloomFilter filter = BloomFilter.forKeys(hashes.length, bitsPerKey);
    for (long hash : hashes) {
      filter.add(hash);
    }
    return filter;
  }

  private static BloomFilter decoded(BloomFilter filter) {
    ByteSink sink = new ByteSink();
    filter.encode(sink);
    ByteSource source = new ByteSource("test", sink.toByteArray());
    BloomFilter decoded = BloomFilter.decode(source);
    source.requireEnd();
    return decoded;
  }
}
