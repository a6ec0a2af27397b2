package dev.vestige.cmd.flags;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListSyntaxTest {
  @Test
  void commas_separate_and_empty_elements_stay() {
    assertThat(ListSyntax.split("a,b")).containsExactly("a", "b");
    assertThat(ListSyntax.split("")).containsExactly("");
    assertThat(ListSyntax.split(",a,")).containsExactly("", "a", "");
  }

  @Test
  void quotes_keep_commas_and_go_away() {
    assertThat(ListSyntax.split("\"a,b\",c")).containsExactly("a,b", "c");
    assertThat(ListSyntax.split("'a,b',\"it's\"")).containsExactly("a,b", "it's");
    assertThat(ListSyntax.split("\"a\\\"b\\\\\\n\"")).containsExactly("a\"b\\\n");
  }

  @Test
  void quotes_inside_an_element_stay() {
    assertThat(ListSyntax.split("instance=\"a,b\",c")).containsExactly("instance=\"a,b\"", "c");
    assertThat(ListSyntax.split("\"a\"b\"c\"")).containsExactly("\"a\"b\"c\"");
  }

  @Test
  void brackets_keep_commas_and_stay() {
    assertThat(ListSyntax.split("{a,b},f(x,[y,z]),c")).containsExactly("{a,b}", "f(x,[y,z])", "c");
  }

  @Test
  void a_lonely_quote_or_bracket_is_an_ordinary_character() {
    assertThat(ListSyntax.split("a\",b")).containsExactly("a\"", "b");
    assertThat(ListSyntax.split("it's,b")).containsExactly("it's", "b");
    assertThat(ListSyntax.split("(a,b")).containsExactly("(a", "b");
    assertThat(ListSyntax.split("a),b]")).containsExactly("a)", "b]");
    assertThat(ListSyntax.split("((a,[b),c")).containsExactly("((a", "[b)", "c");
  }

  @Test
  void what_is_joined_is_split_again() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      List<String> elements = new ArrayList<>();
      for (int j = 0; j <= random.nextInt(4); j++) {
        elements.add(randomText(random));
      }
      assertThat(ListSyntax.split(ListSyntax.join(elements)))
          .as("seed %d", seed)
          .isEqualTo(elements);
    }
  }

  private static String randomText(Random random) {
    String alphabet = "ab,'\"\\(){}[]\n\tn ";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Test
  void hostile_nesting_is_read_in_time() {
    int chars = Limits.VALUE_CHARS_MAX;
    assertThat(ListSyntax.split("(".repeat(chars))).hasSize(1);
    assertThat(ListSyntax.split(",".repeat(chars))).hasSize(chars + 1);
    assertThat(ListSyntax.split("(,".repeat(chars / 2))).hasSize(chars / 2 + 1);
  }
}
