package dev.vestige.logsql.exec.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.VestigeException;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
final class HostileValuesTest {
  private static final List<String> PARTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\\",
          "\\u",
          "d83d",
          "\\ude00",
          ":",
          ",",
          "=",
          " ",
          "<",
          ">",
          "1",
          "-",
          "e",
          "null",
          "a",
          "é",
          "\n",
          "%",
          "%4",
          "+",
          "T",
          "Z",
          ".",
          "`",
          "Jan  2 03:04:05",
          "\u001b[",
          "m",
          "]: ");

  private static final List<String> PIPES =
      List.of(
          "unpack_json",
          "unpack_logfmt",
          "unpack_syslog",
          "collapse_nums prettify",
          "decolorize",
          "extract \"<a>=<b> <c>\"",
          "unpack_words as w",
          "json_array_len(_msg) as n",
          "unroll (_msg)",
          "math _msg * 2 as n",
          "format \"<q:_msg><urldecode:_msg><hexdecode:_msg>\" as f",
          "format \"<time:_msg>\" as f",
          "format \"<hexnumdecode:_msg>\" as f",
          "format \"<base64decode:_msg>\" as f",
          "pack_json as j | unpack_json from j result_prefix p");

  @Test
  void deep_json_is_text_like_any_other() {
    String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    Map<String, String> row = Map.of("_msg", deep);
    assertThat(Piping.one("unpack_json | delete _msg", row)).isEmpty();
    String arrays = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(Piping.one("json_array_len(x) as n | fields n", Map.of("x", arrays)))
        .isEqualTo(Map.of("n", "0"));
    String justAllowed =
        "{\"a\":".repeat(Limits.JSON_NESTING_MAX) + "1" + "}".repeat(Limits.JSON_NESTING_MAX);
    assertThat(Piping.one("unpack_json | delete _msg", Map.of("_msg", justAllowed))).hasSize(1);
    assertThat(
            Piping.one("unpack_json | delete _msg", Map.of("_msg", "{\"a\":" + justAllowed + "}")))
        .isEmpty();
  }

  @Test
  void templates_that_repeat_themselves_end() {
    String pipes = "format \"<a><a><a><a><a><a><a><a>\" as a | ".repeat(20) + "len(a) as n";
    assertThatThrownBy(() -> Piping.one(pipes, Map.of("a", "0123456789")))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("bytes");
    String long1 = "a".repeat(1000);
    String replace = ("replace (\"a\", \"" + long1 + "\") at a | ").repeat(4) + "len(a) as n";
    assertThatThrownBy(() -> Piping.one(replace, Map.of("a", "aa")))
        .isInstanceOf(VestigeException.class);
  }

  @Test
  void a_thousand_names_in_ablock_are_enough() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = 0; i <= Limits.UNPACKED_FIELDS_MAX; i++) {
      rows.add(Map.of("_msg", "k" + i + "=1"));
    }
    assertThatThrownBy(() -> Piping.run("unpack_logfmt", rows))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("different names");
    assertThat(Piping.run("unpack_logfmt fields (k7) | fields k7", rows)).hasSize(rows.size());
  }

  @Test
  void long_arrays_come_in_blocks_of_bounded_size() {
    String array = "[1" + ",1".repeat(3 * Limits.UNROLLED_ROWS) + "]";
    List<Map<String, String>> rows =
        Piping.run("unroll (a)", List.of(Map.of("a", array, "b", "x")));
    assertThat(rows).hasSize(3 * Limits.UNROLLED_ROWS + 1).containsOnly(Map.of("a", "1", "b", "x"));
  }

  @Test
  void any_text_goes_through_every_pipe(RandomGenerator random) {
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "{\"a\":" : "<13>");
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      for (String pipe : PIPES) {
        assertThat(Piping.run(pipe, List.of(Map.of("_msg", text.toString())))).isNotEmpty();
      }
    }
  }
}
