package dev.vestige.base.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodePointsTest {
  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void walks_valid_texts_in_both_directions() {
    Random random = new Random(20_250_615);
    for (int round = 0; round < 2000; round++) {
      int[] codePoints = random.ints(10, 0, 0x11_0000).map(c -> c % (1 << c % 22)).toArray();
      for (int i = 0; i < codePoints.length; i++) {
        boolean isSurrogate = codePoints[i] >= 0xD800 && codePoints[i] <= 0xDFFF;
        codePoints[i] = isSurrogate ? 'x' : codePoints[i];
      }
      byte[] utf8 = new String(codePoints, 0, 10).getBytes(StandardCharsets.UTF_8);
      int at = 0;
      for (int codePoint : codePoints) {
        assertThat(CodePoints.codePointAt(utf8, at, utf8.length)).isEqualTo(codePoint);
        at += CodePoints.length(codePoint);
        assertThat(CodePoints.codePointBefore(utf8, 0, at)).isEqualTo(codePoint);
      }
      assertThat(at).isEqualTo(utf8.length);
      assertThat(CodePoints.count(utf8, 0, utf8.length)).isEqualTo(10);
    }
  }

  @Test
  void takes_each_byte_of_a_broken_sequence_for_itself() {
    byte[][] broken = {
      bytes(0x80),
      bytes(0xC0, 0xAF),
      bytes(0xC3),
      bytes(0xC3, 'a'),
      bytes(0xE2, 0x82),
      bytes(0xE0, 0x80, 0x80),
      bytes(0xED, 0xA0, 0x80),
      bytes(0xF0, 0x9F, 0x98),
      bytes(0xF4, 0x90, 0x80, 0x80),
      bytes(0xF5, 0x80, 0x80, 0x80),
      bytes(0xFF),
    };
    for (byte[] sequence : broken) {
      assertThat(CodePoints.codePointAt(sequence, 0, sequence.length)).isEqualTo(CodePoints.BROKEN);
      assertThat(CodePoints.count(sequence, 0, sequence.length)).isEqualTo(sequence.length);
    }
  }

  @Test
  void does_not_look_past_the_ends_of_the_range() {
    byte[] euro = bytes(0xE2, 0x82, 0xAC, 0xAC);
    assertThat(CodePoints.codePointAt(euro, 0, 3)).isEqualTo('€');
    assertThat(CodePoints.codePointAt(euro, 0, 2)).isEqualTo(CodePoints.BROKEN);
    assertThat(CodePoints.codePointBefore(euro, 0, 3)).isEqualTo('€');
    assertThat(CodePoints.codePointBefore(euro, 1, 3)).isEqualTo(CodePoints.BROKEN);
    assertThat(CodePoints.codePointBefore(euro, 0, 4)).isEqualTo(CodePoints.BROKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "café", "日本語テキスト", "😀😀", "a\u0301"})
  void counts_code_points(String text) {
    byte[] bytes = ("xyz" + text + "zyx").getBytes(StandardCharsets.UTF_8);
    assertThat(CodePoints.count(bytes, 3, bytes.length - 3))
        .isEqualTo(text.codePointCount(0, text.length()));
  }
}
