package dev.vestige.base.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static List<String> words(String text) {
    byte[] bytes = ("xyz-" + text + "-zyx").getBytes(StandardCharsets.UTF_8);
    int to = bytes.length - 3;
    List<String> words = new ArrayList<>();
    int start = Words.start(bytes, 3, to);
    while (start < to) {
      int end = Words.end(bytes, start, to);
      words.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
      start = Words.start(bytes, end, to);
    }
    return words;
  }

  @Test
  void are_runs_of_letters_digits_and_underscores() {
    assertThat(words("foo(bar)=baz_1, 10.0.0.1"))
        .containsExactly("foo", "bar", "baz_1", "10", "0", "0", "1");
    assertThat(words("")).isEmpty();
    assertThat(words(" -+*/ ")).isEmpty();
  }

  @Test
  void may_be_of_any_script() {
    assertThat(words("привет, мир! 日本語テキスト ١٢")).containsExactly("привет", "мир", "日本語テキスト", "١٢");
  }

  @Test
  void end_at_marks_invisible_characters_and_pictures() {
    assertThat(words("cafe\u0301s a\u200Bb x😀y")).containsExactly("cafe", "s", "a", "b", "x", "y");
  }

  @Test
  void know_every_ascii_character() {
    for (int c = 0; c < 128; c++) {
      assertThat(Words.isWordCharacter(c))
          .as("character %d", c)
          .isEqualTo(c == '_' || Character.isLetterOrDigit(c));
    }
    assertThat(Words.isWordCharacter(CodePoints.BROKEN)).isFalse();
  }
}
