package dev.vestige.logsql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.print.Quoting;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuotedTextTest {

  private static String read(String source) {
    QuotedText.Result result = QuotedText.read(source, 0);
    return result == null ? "(not closed)" : result.value();
  }

  @Test
  void escapes_are_decoded_in_quotes_and_kept_in_backticks() {
    assertThat(read("\"a\\tb\\n\\\"\\\\\\'\"")).isEqualTo("a\tb\n\"\\'");
    assertThat(read("'a\\'b\"'")).isEqualTo("a'b\"");
    assertThat(read("`a\\n\"'`")).isEqualTo("a\\n\"'");
    assertThat(read("\"\\x41\\101\\u0042\\U0001F600\"")).isEqualTo("AAB😀");
    assertThat(read("\"\\a\\b\\f\\v\"")).isEqualTo("\u0007\b\f\u000b");
  }

  @Test
  void bytes_form_characters_together() {
    assertThat(read("\"\\xd0\\xbf\"")).isEqualTo("п");
    assertThat(read("\"\\xff!\"")).isEqualTo("\ufffd!");
  }

  @Test
  void wrong_escapes_and_open_ends_are_refused() {
    for (String source :
        new String[] {"\"a", "'a", "`a", "\"\\", "\"\\q\"", "\"\\x4\"", "\"\\u00\"", "\"\\400\""}) {
      assertThat(QuotedText.read(source, 0)).as(source).isNull();
    }
  }

  @Test
  void whatever_is_quoted_is_read_back() {
    for (long seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        text.append(
            (char) (random.nextInt(3) == 0 ? random.nextInt(0x10000) : random.nextInt(128)));
      }
      assertThat(read(Quoting.quote(text.toString())))
          .as("seed %d", seed)
          .isEqualTo(text.toString());
    }
  }
}
