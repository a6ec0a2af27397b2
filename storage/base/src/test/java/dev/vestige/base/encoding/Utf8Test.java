package dev.vestige.base.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain ascii text of some length", "é", "漢字", "😀", "a\u0000b", "￿"})
  void text_is_valid(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(Utf8.isValid(bytes, 0, bytes.length)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "c328",
        "c0af",
        "e08080",
        "eda080",
        "f4908080",
        "f5808080",
        "c3",
        "e282",
        "ff"
      })
  void broken_bytes_are_found(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(Utf8.isValid(bytes, 0, bytes.length)).isFalse();
    byte[] repaired = Utf8.repaired(bytes, 0, bytes.length);
    assertThat(Utf8.isValid(repaired, 0, repaired.length)).isTrue();
    assertThat(new String(repaired, UTF_8)).contains("\uFFFD");
  }

  @Test
  void random_bytes_are_judged_as_the_platform_judges_them() {
    long seed = 20_250_614;
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(24)];
      for (int i = 0; i < bytes.length; i++) {
        int pick = random.nextInt(4);
        bytes[i] =
            (byte)
                (pick == 0
                    ? random.nextInt(128)
                    : pick == 1 ? 0xE0 + random.nextInt(24) : 0x80 + random.nextInt(96));
      }
      assertThat(Utf8.isValid(bytes, 0, bytes.length))
          .as("seed %d round %d %s", seed, round, HexFormat.of().formatHex(bytes))
          .isEqualTo(decodes(bytes));
    }
  }

  private static boolean decodes(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  @Test
  void a_cut_never_splits_a_character() {
    byte[] bytes = "ab😀é".getBytes(UTF_8);
    assertThat(Utf8.cutLength(bytes, 0, 2)).isEqualTo(2);
    assertThat(Utf8.cutLength(bytes, 0, 3)).isEqualTo(2);
    assertThat(Utf8.cutLength(bytes, 0, 5)).isEqualTo(2);
    assertThat(Utf8.cutLength(bytes, 0, 6)).isEqualTo(6);
    assertThat(Utf8.cutLength(bytes, 0, 7)).isEqualTo(6);
  }
}
