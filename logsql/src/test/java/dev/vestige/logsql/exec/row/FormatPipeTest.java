package dev.vestige.logsql.exec.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FormatPipeTest {
  private static String format(String option, String value) {
    Map<String, String> row = Map.of("x", value, "y", "1");
    Map<String, String> alone = Piping.one("format \"<" + option + ":x>\" as r | fields r", row);
    Map<String, String> among =
        Piping.one("format \"[<" + option + ":x>|<y>]\" as r | fields r", row);
    String text = alone.getOrDefault("r", "");
    assertThat(among).isEqualTo(Map.of("r", "[" + text + "|1]"));
    return text;
  }

  @Test
  void options_change_how_avalue_is_written() {
    assertThat(format("q", "a\"<'\n")).isEqualTo("\"a\\\"\\u003c\\u0027\\n\"");
    assertThat(format("uc", "straße µ ﬁ")).isEqualTo("STRAßE Μ ﬁ");
    assertThat(format("lc", "ΣΊΣ İ")).isEqualTo("σίσ i");
    assertThat(format("urlencode", "a b/é~")).isEqualTo("a+b%2F%C3%A9~");
    assertThat(format("urldecode", "a+b%2F%C3%A9")).isEqualTo("a b/é");
    assertThat(format("urldecode", "100%")).isEqualTo("100%");
    assertThat(format("hexencode", "Aé")).isEqualTo("41C3A9");
    assertThat(format("hexdecode", "41C3A9zz6")).isEqualTo("Aézz6");
    assertThat(format("hexdecode", "ff")).isEqualTo("\ufffd");
    assertThat(format("base64encode", "é?")).isEqualTo("w6k/");
    assertThat(format("base64decode", "w6k/")).isEqualTo("é?");
    assertThat(format("base64decode", "!")).isEqualTo("!");
    assertThat(format("base64decode", "al")).isEqualTo("al");
    assertThat(format("time", "1717328141.123456789")).isEqualTo("2024-06-02T11:35:41.123456789Z");
    assertThat(format("time", "-1717328141.123")).isEqualTo("1915-08-01T12:24:18.877Z");
    assertThat(format("nosuch", "x")).isEqualTo("x");
  }

  @Test
  void numbers_become_times_addresses_and_durations() {
    assertThat(format("time", "1749969885")).isEqualTo("2025-06-15T06:44:45Z");
    assertThat(format("time", "1749952152447")).isEqualTo("2025-06-15T01:49:12.447Z");
    assertThat(format("time", "1749952152270801")).isEqualTo("2025-06-15T01:49:12.270801Z");
    assertThat(format("time", "1749952152998415482")).isEqualTo("2025-06-15T01:49:12.998415482Z");
    assertThat(format("time", "-31")).isEqualTo("1969-12-31T23:59:29Z");
    assertThat(format("time", "1.5")).isEqualTo("1970-01-01T00:00:01.5Z");
    assertThat(format("time", "x")).isEqualTo("x");
    assertThat(format("duration", "19000860")).isEqualTo("19ms860ns");
    assertThat(format("duration", "1.5")).isEqualTo("1.5");
    assertThat(format("duration_seconds", "1h30m15.5s")).isEqualTo("5415.5");
    assertThat(format("duration_seconds", "7")).isEqualTo("7");
    assertThat(format("ipv4", "167772161")).isEqualTo("10.0.0.1");
    assertThat(format("ipv4", "4294967296")).isEqualTo("4294967296");
    assertThat(format("hexnumencode", "255")).isEqualTo("00000000000000FF");
    assertThat(format("hexnumencode", "-1")).isEqualTo("-1");
    assertThat(format("hexnumdecode", "DEADbeef")).isEqualTo("3735928559");
    assertThat(format("hexnumdecode", "0x1F")).isEqualTo("0x1F");
    assertThat(format("hexnumdecode", "")).isEqualTo("0");
  }

  @Test
  void several_fields_and_none() {
    List<Map<String, String>> rows =
        List.of(Map.of("a", "1", "b", "2", "r", "old"), Map.of("b", "3"));
    assertThat(Piping.run("format \"<a>-<b>\" as r | fields r", rows))
        .containsExactly(Map.of("r", "1-2"), Map.of("r", "-3"));
    assertThat(Piping.run("format \"x<_>\" as r | fields r", rows))
        .containsExactly(Map.of("r", "x"), Map.of("r", "x"));
    assertThat(Piping.run("format \"<a>\" as r skip_empty_results | fields r", rows))
        .containsExactly(Map.of("r", "1"), Map.of());
    assertThat(Piping.run("format \"<b>\" as r keep_original_fields | fields r", rows))
        .containsExactly(Map.of("r", "old"), Map.of("r", "3"));
    assertThat(Piping.run("format if (a:*) \"<b>\" | fields _msg", rows))
        .containsExactly(Map.of("_msg", "2"), Map.of());
  }
}
