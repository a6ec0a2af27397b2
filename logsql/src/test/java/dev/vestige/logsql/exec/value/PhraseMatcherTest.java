package dev.vestige.logsql.exec.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseMatcherTest {
  private static boolean matches(PhraseMatcher phrase, String text) {
    byte[] bytes = Bytes.of(text);
    return phrase.matches(bytes, Bytes.MARGIN, Bytes.end(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "foo, foo(bar)=baz, true",
    "fo, foo(bar)=baz, false",
    "'foo(ba', foo(bar)=baz, false",
    "'foo(bar', foo(bar)=baz, true",
    "'(errno', denied (errno=10), true",
    "'(err', denied (errno=10), false",
    "'errno=', denied (errno=10), true",
    "'o(bar)', foo(bar)=baz, false",
    "error, errors error_code error, true",
    "error, errors error_code, false",
    "café, un café noir, true",
    "cafe, cafe\u0301, true",
    "cafe, café, false",
    "日本, 日本語, false",
    "😀, a😀b, true",
    "5, -5, true",
    "-5, -5, true",
    "-5, -55, false",
    "-5, 5, false"
  })
  void phrases_end_where_words_end(String phrase, String text, boolean expected) {
    assertThat(matches(PhraseMatcher.phrase(phrase), text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "err, an error, true",
    "rr, an error, false",
    "'oo(b', foo(bar), false",
    "'foo(b', foo(bar), true",
    "'(', foo(bar), true",
    "при, привет, true",
    "ет, привет, false"
  })
  void prefixes_only_start_where_words_start(String prefix, String text, boolean expected) {
    assertThat(matches(PhraseMatcher.prefix(prefix), text)).isEqualTo(expected);
  }

  @Test
  void goes_on_behind_a_start() {
    byte[] bytes = "a b a".getBytes(StandardCharsets.UTF_8);
    PhraseMatcher a = PhraseMatcher.phrase("a");
    assertThat(a.indexOf(bytes, 0, bytes.length, 0)).isZero();
    assertThat(a.indexOf(bytes, 0, bytes.length, 1)).isEqualTo(4);
    assertThat(a.indexOf(bytes, 0, bytes.length, 5)).isEqualTo(-1);
  }

  @Test
  void takes_broken_bytes_for_separators() {
    byte[] bytes = {'a', (byte) 0xFF, 'b', (byte) 0xC3};
    assertThat(PhraseMatcher.phrase("b").matches(bytes, 0, bytes.length)).isTrue();
  }
}
