package dev.vestige.logsql.exec.filter;

import static dev.vestige.logsql.exec.filter.Filtering.kept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.vestige.base.Cancellation;
import dev.vestige.base.VestigeException;
import dev.vestige.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Seed.class)
class RegexpFiltersTest {
  private static final List<String> PARTS =
      List.of(
          "a",
          "b",
          "ab",
          "é",
          ".",
          ".*",
          ".*",
          ".*?",
          ".+",
          "^",
          "$",
          "|",
          "*",
          "+",
          "?",
          "{2}",
          "{0,1}",
          "{",
          "}",
          "[ab]",
          "[^a]",
          "[]a]",
          "[\\]a]",
          "[[:alpha:]]",
          "(",
          "(?:",
          ")",
          "(?i)",
          "(?s)",
          "\\.",
          "\\n",
          "\\d",
          "\\b",
          "\\pL",
          "\\x61",
          "\\Qa.b\\E",
          "\\_",
          "\n",
          " ");
  private static final List<String> TEXT_PARTS =
      List.of("a", "b", "ab", "é", ".", "\n", "A", "]", "{", "}", " ", "1", "_", "a.b", "*");

  @Test
  void match_anywhere_unless_anchored() {
    String[] texts = {"cart", "my cart\nis full", "Cart", ""};
    assertThat(kept("f:~cart", texts)).containsExactly(texts[0], texts[1]);
    assertThat(kept("f:~\"^cart\"", texts)).containsExactly(texts[0]);
    assertThat(kept("f:~\"cart$\"", texts)).containsExactly(texts[0]);
    assertThat(kept("f:~\"(?i)CART\"", texts)).containsExactly(texts[0], texts[1], texts[2]);
    assertThat(kept("f:~\"c.*l\"", texts)).isEmpty();
    assertThat(kept("f:~\"(?s)c.*l\"", texts)).containsExactly(texts[1]);
    assertThat(kept("f:~\"is .*l|^$\"", texts)).containsExactly(texts[1], texts[3]);
    assertThat(kept("f:!~cart", texts)).containsExactly(texts[2], texts[3]);
  }

  @Test
  void match_missing_values_as_empty_texts() {
    assertThat(kept("f:~\"\"", "a", "")).containsExactly("a", "");
    assertThat(kept("f:~\".*\"", "a", "")).containsExactly("a", "");
    assertThat(kept("f:~\".+\"", "a", "")).containsExactly("a");
    assertThat(kept("f:~\"^$\"", "5", "")).containsExactly("");
  }

  @Test
  void match_numbers_as_written() {
    assertThat(kept("f:~\"^-?3\"", "3", "-31", "13")).containsExactly("3", "-31");
    assertThat(kept("f:~\"8\\\\.1\"", "192.168.1.1", "10.0.8.1", "10.8.0.1"))
        .containsExactly("192.168.1.1", "10.0.8.1");
  }

  @Test
  void know_where_a_text_with_many_bytes_per_character_starts() {
    assertThat(kept("f:~\".+^b|(?i)^É\"", "éb", "ééb")).containsExactly("éb", "ééb");
    assertThat(kept("f:~\".+.*(?s)^\"", "éb", "abé")).isEmpty();
  }

  @Test
  void stop_when_the_query_is_cancelled() {
    Cancellation cancellation = Cancellation.never();
    ValuePredicate predicate = Regexps.unanchored("[0-9]+x", cancellation);
    byte[] text = "12x".getBytes(StandardCharsets.UTF_8);
    assertThat(predicate.test(text, 0, text.length)).isTrue();
    cancellation.cancel();
    assertThatThrownBy(() -> predicate.test(text, 0, text.length))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("cancelled");
  }

  @ParameterizedTest
  @CsvSource({
    "ORDER BY .* LIMIT 3, LiteralGapsPredicate",
    "'\\(bar\\)', LiteralGapsPredicate",
    "^GET, LiteralGapsPredicate",
    "error|warn, AnyOfPredicate",
    "err(or)?, RegexpPredicate",
    "(?i)x, RegexpPredicate"
  })
  void leave_literals_to_a_search(String pattern, String expected) {
    ValuePredicate predicate = Regexps.unanchored(pattern, Cancellation.never());
    assertThat(predicate.getClass().getSimpleName()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "LIMIT [0-9]+ rows, 'LIMIT '",
    "ab*cdef, cdef",
    "abc+d, abc",
    "x(y|z)abc, abc",
    "[a]longer[b]x, longer",
    "a{2}b, b",
    "a|b, ''",
    "(?i)abc, ''",
    "\\d+, ''",
    "ab\\.cd?, ab.c"
  })
  void know_what_every_match_contains(String pattern, String required) {
    ValuePredicate predicate = Regexps.unanchored(pattern, Cancellation.never());
    assertThat(new String(predicate.required(), StandardCharsets.UTF_8)).isEqualTo(required);
  }

  @Test
  void give_the_answers_of_the_engine(RandomGenerator random) {
    int compiled = 0;
    for (int round = 0; round < 10_000; round++) {
      String expression = joined(PARTS, random);
      Pattern pattern;
      try {
        pattern = Pattern.compile(expression);
      } catch (PatternSyntaxException e) {
        continue;
      }
      compiled++;
      ValuePredicate anywhere = Regexps.unanchored(expression, Cancellation.never());
      ValuePredicate whole = Regexps.anchored(expression, Cancellation.never());
      for (int i = 0; i < 4; i++) {
        String text = joined(TEXT_PARTS, random);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(anywhere.test(bytes, 0, bytes.length))
            .as("'%s' in '%s'", expression, text)
            .isEqualTo(pattern.matcher(text).find());
        assertThat(whole.test(bytes, 0, bytes.length))
            .as("'%s' is '%s'", expression, text)
            .isEqualTo(pattern.matches(text));
      }
    }
    assertThat(compiled).isGreaterThan(1500);
  }

  private static String joined(List<String> parts, RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(parts.get(random.nextInt(parts.size())));
    }
    return text.toString();
  }
}
