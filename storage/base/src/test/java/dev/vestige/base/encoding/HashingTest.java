package dev.vestige.base.encoding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TestSeed;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestSeed.class)
class HashingTest {
  /// The results of `xxhsum -H64` for these texts.
  @ParameterizedTest
  @CsvSource({
    "'', ef46db3751d8e999",
    "a, d24ec4f1a98c6e5b",
    "abc, 44bc2cf5ad770999",
    "message digest, 066ed728fceeb3be",
    "abcdefghijklmnopqrstuvwxyz, cfe1f278fa89835c",
    "The quick brown fox jumps over the lazy dog, 0b242d361fda71bc"
  })
  void xxh64_is_the_standard_one(String text, String expected) {
    byte[] bytes = ("??" + text + "?").getBytes(US_ASCII);
    assertThat(Hashing.xxh64(bytes, 2, text.length()))
        .isEqualTo(Long.parseUnsignedLong(expected, 16));
  }

  /// The results of `xxhsum -H3` for these texts.
  @ParameterizedTest
  @CsvSource({"'', 2d06800538d394c2", "a, e6c632b61e964e1f", "abc, 78af5f94892f3950"})
  void xxh3_is_the_standard_one(String text, String expected) {
    byte[] bytes = ("??" + text + "?").getBytes(US_ASCII);
    assertThat(Hashing.xxh3(bytes, 2, text.length()))
        .isEqualTo(Long.parseUnsignedLong(expected, 16));
  }

  @Test
  void two_numbers_hash_like_their_bytes(RandomGenerator random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    assertThat(Hashing.xxh3(LittleEndian.getLong(bytes, 0), LittleEndian.getLong(bytes, 8)))
        .isEqualTo(Hashing.xxh3(bytes, 0, 16));
  }

  @Test
  void mixing_keeps_numbers_apart_in_the_high_bits_too() {
    Set<Long> high = new HashSet<>();
    for (long value = 0; value < 1_000; value++) {
      high.add(Hashing.mix(value) >>> 32);
    }
    assertThat(high).hasSize(1_000);
    assertThat(Hashing.mix(1)).isEqualTo(0x5692161D100B05E5L);
  }

  @Test
  void crc32c_is_the_standard_one() {
    byte[] bytes = "?123456789?".getBytes(US_ASCII);
    assertThat(Checksums.crc32c(bytes, 1, 9)).isEqualTo(0xE3069283);
  }
}
