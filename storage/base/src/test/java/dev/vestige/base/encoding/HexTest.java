package dev.vestige.base.encoding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TestSeed;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestSeed.class)
class HexTest {
  @Test
  void bytes_come_back(RandomGenerator random) {
    for (int length = 0; length < 70; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      byte[] text = new byte[2 * length + 2];
      Hex.encode(bytes, 0, length, text, 1);
      String expected = HexFormat.of().formatHex(bytes);
      assertThat(new String(text, 1, 2 * length, US_ASCII)).isEqualTo(expected);
      byte[] back = new byte[length + 1];
      assertThat(Hex.decodeLowerCase(text, 1, 2 * length, back, 1)).isTrue();
      assertThat(Arrays.copyOfRange(back, 1, length + 1)).isEqualTo(bytes);
    }
  }

  @Test
  void upper_case_is_read_where_allowed() {
    byte[] text = "0aBF".getBytes(US_ASCII);
    byte[] target = new byte[2];
    assertThat(Hex.decode(text, 0, 4, target, 0)).isTrue();
    assertThat(target).containsExactly(0x0A, 0xBF);
    assertThat(Hex.decodeLowerCase(text, 0, 4, target, 0)).isFalse();
  }

  @Test
  void only_digits_are_digits() {
    byte[] target = new byte[1];
    for (int character = -128; character < 128; character++) {
      boolean lower = "0123456789abcdef".indexOf(character) >= 0;
      boolean either = lower || "ABCDEF".indexOf(character) >= 0;
      for (byte[] text : new byte[][] {{(byte) character, '0'}, {'0', (byte) character}}) {
        assertThat(Hex.decodeLowerCase(text, 0, 2, target, 0)).isEqualTo(lower);
        assertThat(Hex.decode(text, 0, 2, target, 0)).isEqualTo(either);
      }
    }
  }

  @Test
  void half_a_byte_is_refused() {
    assertThat(Hex.decode("abc".getBytes(US_ASCII), 0, 3, new byte[2], 0)).isFalse();
  }

  @Test
  void uuids_come_back(RandomGenerator random) {
    for (int round = 0; round < 1_000; round++) {
      UUID uuid = new UUID(random.nextLong(), random.nextLong());
      byte[] text = ("?" + uuid + "?").getBytes(US_ASCII);
      byte[] bytes = new byte[18];
      assertThat(Hex.decodeUuid(text, 1, 36, bytes, 1)).isTrue();
      byte[] back = "?????????????????????????????????????".getBytes(US_ASCII);
      Hex.encodeUuid(bytes, 1, back, 1);
      assertThat(new String(back, US_ASCII)).isEqualTo("?" + uuid);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "123e4567-e89b-12d3-a456-42661417400",
        "123e4567-e89b-12d3-a456-4266141740000",
        "123E4567-e89b-12d3-a456-426614174000",
        "123e4567e-89b-12d3-a456-426614174000",
        "123e4567-e89b-12d3-a456+426614174000",
        "123e4567-e89b-12d3-a456-42661417400g"
      })
  void what_is_not_a_canonical_uuid_is_refused(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    assertThat(Hex.decodeUuid(bytes, 0, bytes.length, new byte[16], 0)).isFalse();
  }
}
