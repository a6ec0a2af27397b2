package dev.vestige.logsql.exec.filter;

import static dev.vestige.logsql.exec.filter.Filtering.kept;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Words, phrases, prefixes, whole values, sequences, letter case, lengths.
class TextFiltersTest {
  private static final String[] CASES = {
    "Error", "ERROR", "error", "errors", "no-error", "error_code", "an error happened", "Errör", ""
  };

  @Test
  void a_word_is_found_whole_and_in_its_case() {
    assertThat(kept("f:error", CASES)).containsExactly("error", "no-error", "an error happened");
    assertThat(kept("f:error_code", CASES)).containsExactly("error_code");
  }

  @Test
  void a_phrase_is_found_where_its_edges_are_edges_of_words() {
    String[] texts = {"foo(bar)=baz", "denied (errno=10)", "line two\r\nline three"};
    assertThat(kept("f:\"foo(ba\"", texts)).isEmpty();
    assertThat(kept("f:\"(errno\"", texts)).containsExactly("denied (errno=10)");
    assertThat(kept("f:\"two\\r\\nline\"", texts)).containsExactly("line two\r\nline three");
  }

  @Test
  void a_number_is_a_word_behind_its_minus() {
    String[] numbers = {"5", "-5", "55", "-55", "0", ""};
    assertThat(kept("f:5", numbers)).containsExactly("5", "-5");
    assertThat(kept("f:\"-5\"", numbers)).containsExactly("-5");
    assertThat(kept("f:-5", numbers)).containsExactly("55", "-55", "0", "");
    assertThat(kept("f:\"-\"", numbers)).containsExactly("-5", "-55");
    assertThat(kept("f:05", numbers)).isEmpty();
    assertThat(kept("f:0", numbers)).containsExactly("0");
    assertThat(kept("f:\"-0\"", numbers)).isEmpty();
    assertThat(kept("f:9223372036854775808", "-9223372036854775808", "9223372036854775807"))
        .containsExactly("-9223372036854775808");
    assertThat(kept("f:5", "5", "15", "18446744073709551615")).containsExactly("5");
  }

  @Test
  void a_hex_id_is_one_word() {
    String[] ids = {"00000000000000ab", "ab00000000000000", ""};
    assertThat(kept("f:00000000000000ab", ids)).containsExactly("00000000000000ab");
    assertThat(kept("f:ab", ids)).isEmpty();
    assertThat(kept("f:ab*", ids)).containsExactly("ab00000000000000");
    assertThat(kept("f:000*", ids)).containsExactly("00000000000000ab");
  }

  @Test
  void a_uuid_is_five_words() {
    String[] ids = {"b2f7b574-ad94-f9b8-2f27-bbae5b915a0b", "aa352443-8c92-4a68-8bd6-b88ee711d652"};
    assertThat(kept("f:ad94", ids)).containsExactly(ids[0]);
    assertThat(kept("f:aa35*", ids)).containsExactly(ids[1]);
    assertThat(kept("f:=" + ids[1], ids)).containsExactly(ids[1]);
  }

  @Test
  void a_prefix_starts_with_a_word_and_may_end_inside_one() {
    assertThat(kept("f:err*", CASES))
        .containsExactly("error", "errors", "no-error", "error_code", "an error happened");
    assertThat(kept("f:\"an err\"*", CASES)).containsExactly("an error happened");
    assertThat(kept("f:\"oo(b\"*", "foo(bar)")).isEmpty();
    assertThat(kept("f:1*", "10", "-12", "21", "1")).containsExactly("10", "-12", "1");
    assertThat(kept("f:2025-06-1*", "2025-06-15T10:00:00Z", "2025-07-01T00:00:00Z"))
        .containsExactly("2025-06-15T10:00:00Z");
  }

  @Test
  void presence_and_absence() {
    assertThat(kept("f:*", "a", "", "-")).containsExactly("a", "-");
    assertThat(kept("f:\"\"", "a", "", "-")).containsExactly("");
    assertThat(kept("f:*", "1", "", "-3")).containsExactly("1", "-3");
    assertThat(kept("f:\"\"", "1", "", "-3")).containsExactly("");
    assertThat(kept("g:*", "a", "b")).isEmpty();
    assertThat(kept("g:\"\"", "a", "b")).containsExactly("a", "b");
    assertThat(kept("f:=\"\"", "0000000000000001", "")).containsExactly("");
    assertThat(kept("f:*", "0000000000000001", "")).containsExactly("0000000000000001");
    assertThat(kept("!*", "a", "")).isEmpty();
  }

  @Test
  void exact_compares_texts_and_never_numbers() {
    assertThat(kept("f:=3.0", "3", "4")).isEmpty();
    assertThat(kept("f:=1500ms", "1.5s", "1500ms")).containsExactly("1500ms");
    assertThat(kept("f:=00", "0", "1")).isEmpty();
    assertThat(kept("f:=\"-0\"", "0", "-0")).containsExactly("-0");
    assertThat(kept("f:=1e21", "1e+21", "3")).isEmpty();
    assertThat(kept("f:=\"1e+21\"", "1e+21", "3")).containsExactly("1e+21");
    assertThat(kept("f:=NaN", "NaN", "0.5")).containsExactly("NaN");
    assertThat(kept("f:=\"+Inf\"", "+Inf", "0.5")).containsExactly("+Inf");
    assertThat(kept("f:=-9223372036854775808", "-9223372036854775808", "0"))
        .containsExactly("-9223372036854775808");
    assertThat(kept("f:=18446744073709551615", "18446744073709551615", "1"))
        .containsExactly("18446744073709551615");
  }

  @Test
  void exact_knows_how_times_addresses_and_ids_are_written() {
    assertThat(kept("f:=\"2025-06-15T10:20:30.5Z\"", "2025-06-15T10:20:30.5Z"))
        .containsExactly("2025-06-15T10:20:30.5Z");
    assertThat(kept("f:=\"2025-06-15T10:20:30.500Z\"", "2025-06-15T10:20:30.5Z")).isEmpty();
    assertThat(kept("f:=\"2025-06-15T12:20:30+02:00\"", "2025-06-15T10:20:30Z")).isEmpty();
    assertThat(kept("f:=010.0.0.1", "10.0.0.1")).isEmpty();
    assertThat(kept("f:=255.255.255.255", "255.255.255.255", "1.2.3.4"))
        .containsExactly("255.255.255.255");
    assertThat(kept("f:=00000000000000AB", "00000000000000ab")).isEmpty();
    assertThat(kept("f:=0000000000000000", "00000000000000ab", "")).isEmpty();
    assertThat(kept("f:=0ff", "ff", "1")).isEmpty();
  }

  @Test
  void a_whole_value_may_be_cut() {
    assertThat(kept("f:=err*", CASES)).containsExactly("error", "errors", "error_code");
    assertThat(kept("f:=\"\"*", CASES)).containsExactly(CASES);
    assertThat(kept("f:=1*", "10", "-1", "21")).containsExactly("10");
  }

  @Test
  void lists_take_one_of_their_values() {
    assertThat(kept("f:in(5, \"\", x)", "5", "", "6")).containsExactly("5", "");
    assertThat(kept("f:in(5)", "5", "", "6")).containsExactly("5");
    assertThat(kept("f:in()", "5", "")).isEmpty();
    assertThat(kept("f:in(*)", "5", "")).containsExactly("5", "");
    assertThat(kept("f:in(00000000000000ab, x)", "00000000000000ab", "")).hasSize(1);
    assertThat(kept("f:in(00000000000000ab, \"\")", "00000000000000ab", "")).hasSize(2);
    assertThat(kept("f:in(10.0.0.1, 255.0.0.1)", "10.0.0.1", "255.0.0.1", "10.0.0.2", ""))
        .containsExactly("10.0.0.1", "255.0.0.1");
    assertThat(kept("f:in(\"\")", "5", "")).containsExactly("");
    assertThat(kept("f:in(\"0.5\", \"\")", "0.5", "1.5", "")).containsExactly("0.5", "");
  }

  @Test
  void all_or_any_of_some_phrases() {
    String[] texts = {"alpha beta", "alphabet", "beta-alpha x", ""};
    assertThat(kept("f:contains_all(alpha, beta)", texts))
        .containsExactly("alpha beta", "beta-alpha x");
    assertThat(kept("f:contains_all()", texts)).containsExactly(texts);
    assertThat(kept("f:contains_all(\"\")", texts)).containsExactly(texts);
    assertThat(kept("f:contains_any(x, alphabet)", texts))
        .containsExactly("alphabet", "beta-alpha x");
    assertThat(kept("f:contains_any(\"a-al\", \"alpha b\", nosuch)", texts)).isEmpty();
    assertThat(kept("f:contains_any(\"beta-alpha\", nosuch)", texts))
        .containsExactly("beta-alpha x");
    assertThat(kept("f:contains_any()", texts)).isEmpty();
    assertThat(kept("f:contains_any(\"\", x)", texts)).containsExactly(texts);
  }

  @Test
  void a_sequence_keeps_its_order_without_overlap() {
    assertThat(kept("f:seq(a, b)", "a b", "b a", "ab", "a-b")).containsExactly("a b", "a-b");
    assertThat(kept("f:seq(a, a)", "a", "a a")).containsExactly("a a");
    assertThat(kept("f:seq(\"\", b, \"\")", "a b", "a")).containsExactly("a b");
    assertThat(kept("f:seq()", "a", "")).containsExactly("a", "");
  }

  @Test
  void letter_case_is_folded_one_code_point_at_a_time() {
    assertThat(kept("f:i(ERROR)", CASES))
        .containsExactly("Error", "ERROR", "error", "no-error", "an error happened");
    assertThat(kept("f:i(ErRo*)", CASES)).contains("errors", "error_code").doesNotContain("Errör");
    assertThat(kept("f:i(\"σίσυφοσ\")", "ΣΊΣΥΦΟΣ", "σίσυφος")).containsExactly("ΣΊΣΥΦΟΣ");
    assertThat(kept("f:i(istanbul)", "İstanbul")).hasSize(1);
    assertThat(kept("f:i(strasse)", "straße")).isEmpty();
    assertThat(kept("f:i(\"\")", "a", "")).containsExactly("");
    assertThat(kept("f:i(*)", "a", "")).containsExactly("a");
  }

  @Test
  void lengths_are_counted_in_code_points() {
    assertThat(kept("f:len_range(5, 5)", "Errör", "Error", "😀😀😀😀😀", "errors", ""))
        .containsExactly("Errör", "Error", "😀😀😀😀😀");
    assertThat(kept("f:len_range(0, 0)", "a", "")).containsExactly("");
    assertThat(kept("f:len_range(3, inf)", "a", "abc", "-100")).containsExactly("abc", "-100");
    assertThat(kept("f:len_range(9, 1)", "aaa")).isEmpty();
  }

  @Test
  void text_ranges_compare_bytes() {
    String[] texts = {"", "1", "10", "2", "a", "é", "😀"};
    assertThat(kept("f:string_range(1, 2)", texts)).containsExactly("1", "10");
    assertThat(kept("f:string_range(\"\", a)", texts)).containsExactly("", "1", "10", "2");
    assertThat(kept("f:>a", texts)).containsExactly("é", "😀");
    assertThat(kept("f:>=a", texts)).containsExactly("a", "é", "😀");
    assertThat(kept("f:<a", texts)).containsExactly("", "1", "10", "2");
    assertThat(kept("f:<=a", texts)).containsExactly("", "1", "10", "2", "a");
  }

  @Test
  void conditions_combine() {
    assertThat(kept("f:error f:!=error", CASES)).containsExactly("no-error", "an error happened");
    assertThat(kept("f:=error or f:=ERROR", CASES)).containsExactly("ERROR", "error");
    assertThat(kept("!(f:error or f:i(error))", CASES))
        .containsExactly("errors", "error_code", "Errör", "");
    assertThat(kept("f:(err* -errors -error)", CASES)).containsExactly("error_code");
    assertThat(kept("*", CASES)).containsExactly(CASES);
  }
}
