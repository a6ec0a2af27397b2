package dev.vestige.logsql.exec.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExtractionPipesTest {
  private static Map<String, String> extract(String pipe, String text) {
    return Piping.one(pipe + " | delete _msg", Map.of("_msg", text));
  }

  @Test
  void extract_takes_what_lies_between_its_texts() {
    assertThat(extract("extract \"ip=<ip> user=<u>\"", "x ip=10.0.0.1 user=bob and more"))
        .isEqualTo(Map.of("ip", "10.0.0.1", "u", "bob and more"));
    assertThat(extract("extract \"<a>-<_>-<b>;\"", "1-2-3;4"))
        .isEqualTo(Map.of("a", "1", "b", "3"));
    assertThat(extract("extract \"a=<a> b=<b> c=<c>\"", "a=1 b=2 d=3")).isEqualTo(Map.of("a", "1"));
    assertThat(extract("extract \"a=<a> b=<b>\"", "b=2")).isEmpty();
  }

  @Test
  void extract_unquotes_unless_told_not_to() {
    String text = "m=\"say \\\"hi\\\" \\u00e9\" n=`a\\b` o=\"open p";
    assertThat(extract("extract \"m=<m> n=<n> o=<o> p\"", text))
        .isEqualTo(Map.of("m", "say \"hi\" é", "n", "a\\b", "o", "\"open"));
    assertThat(extract("extract \"m=<plain:m> n=\"", text))
        .isEqualTo(Map.of("m", "\"say \\\"hi\\\" \\u00e9\""));
  }

  @Test
  void write_modes_decide_who_wins() {
    List<Map<String, String>> rows =
        List.of(
            Map.of("_msg", "x=new;", "x", "old", "if", "1"),
            Map.of("_msg", "nothing", "x", "old"),
            Map.of("_msg", "x=new;"));
    assertThat(Piping.run("extract \"x=<x>;\" | fields x", rows))
        .containsExactly(Map.of("x", "new"), Map.of(), Map.of("x", "new"));
    assertThat(Piping.run("extract \"x=<x>;\" keep_original_fields | fields x", rows))
        .containsExactly(Map.of("x", "old"), Map.of("x", "old"), Map.of("x", "new"));
    assertThat(Piping.run("extract \"x=<x>;\" skip_empty_results | fields x", rows))
        .containsExactly(Map.of("x", "new"), Map.of("x", "old"), Map.of("x", "new"));
    assertThat(Piping.run("extract if (\"if\":*) \"x=<x>;\" | fields x", rows))
        .containsExactly(Map.of("x", "new"), Map.of("x", "old"), Map.of());
  }

  @Test
  void extract_regexp_takes_the_named_groups_of_the_first_match() {
    assertThat(extract("extract_regexp `(?P<k>\\w+)=(\\d+)(?P<u>x)?`", "é a=b c=12 d=3"))
        .isEqualTo(Map.of("k", "c"));
    assertThat(extract("extract_regexp `(?P<k>z)`", "abc")).isEmpty();
  }

  @Test
  void unpack_json_flattens_objects() {
    String json =
        "{\"a\":{\"b\":[1, {\"c\":2}],\"d\":null,\"f\":1.50,\"h\":{}},\"\":\"m\",\"k\":\"\\ud83d\\ude00\\n\","
            + "\"t\":true,\"dup\":1,\"dup\":2}";
    assertThat(extract("unpack_json from _msg result_prefix p_", json))
        .isEqualTo(
            Map.of(
                "p_a.b", "[1,{\"c\":2}]",
                "p_a.f", "1.50",
                "p__msg", "m",
                "p_k", "😀\n",
                "p_t", "true",
                "p_dup", "2"));
    assertThat(extract("unpack_json fields (a.*, t)", json))
        .isEqualTo(Map.of("a.b", "[1,{\"c\":2}]", "a.f", "1.50", "t", "true"));
  }

  @Test
  void what_is_no_json_object_is_left_alone() {
    for (String text :
        List.of(
            "", "5", "[1]", "{", "{\"a\":1", "{\"a\":1} x", "{\"a\" 1}", "{a:1}", "{\"a\":1,}")) {
      Map<String, String> row = Map.of("_msg", text, "a", "old");
      assertThat(Piping.one("unpack_json | fields a", row)).isEqualTo(Map.of("a", "old"));
    }
    // A field that is asked for by name is written, if only empty.
    assertThat(Piping.one("unpack_json fields (a) | fields a", Map.of("_msg", "5", "a", "old")))
        .isEmpty();
  }

  @Test
  void unpacked_rows_keep_fields_their_text_lacks() {
    List<Map<String, String>> rows =
        List.of(
            Map.of("_msg", "{\"a\":\"1\"}", "a", "old", "b", "old"),
            Map.of("_msg", "{\"b\":null,\"a\":{}}", "a", "old", "b", "old"),
            Map.of("_msg", "{\"b\":\"\"}", "a", "old", "b", "old"));
    assertThat(Piping.run("unpack_json | fields a, b", rows))
        .containsExactly(
            Map.of("a", "1", "b", "old"), Map.of("a", "old", "b", "old"), Map.of("a", "old"));
    assertThat(Piping.run("unpack_json skip_empty_results | fields a, b", rows).getLast())
        .isEqualTo(Map.of("a", "old", "b", "old"));
  }

  @Test
  void what_is_quoted_is_extracted_as_a_whole() {
    assertThat(extract("extract 'b=<x> c=<y>'", "b=\"1 2\" c=3"))
        .isEqualTo(Map.of("x", "1 2", "y", "3"));
    assertThat(extract("extract 'b=<x> c=<y>'", "b=\"1 2\" d c=3"))
        .isEqualTo(Map.of("x", "1 2"));
    assertThat(extract("extract 'b=[<x>]'", "b=[\"1\",\"2\"]")).isEqualTo(Map.of("x", "1"));
  }

  @Test
  void not_a_number_is_a_value_in_json() {
    assertThat(extract("unpack_json", "{\"a\":NaN,\"b\":1}"))
        .isEqualTo(Map.of("a", "NaN", "b", "1"));
  }

  @Test
  void unpack_logfmt_reads_pairs() {
    assertThat(extract("unpack_logfmt", "a=1 b=\"x \\\"y\" c= d k.s=v  e=\"open f=2"))
        .isEqualTo(Map.of("a", "1", "b", "x \"y", "k.s", "v", "e", "\"open", "f", "2"));
    assertThat(extract("unpack_logfmt", "\"q k\"=z")).isEqualTo(Map.of("k\"", "z"));
  }

  @Test
  void unpack_syslog_reads_both_forms() {
    assertThat(
            extract(
                "unpack_syslog",
                "<165>1 2025-06-14T10:11:12Z h app 7 ID1 [x@1 a=\"q\\\"u\\]o\" b=\"2\"][y] text"))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("priority", "165"),
                Map.entry("facility", "20"),
                Map.entry("facility_keyword", "local4"),
                Map.entry("severity", "5"),
                Map.entry("level", "notice"),
                Map.entry("format", "rfc5424"),
                Map.entry("timestamp", "2025-06-14T10:11:12Z"),
                Map.entry("hostname", "h"),
                Map.entry("app_name", "app"),
                Map.entry("proc_id", "7"),
                Map.entry("msg_id", "ID1"),
                Map.entry("x@1.a", "q\"u]o"),
                Map.entry("x@1.b", "2"),
                Map.entry("message", "text")));
    Map<String, String> old =
        extract("unpack_syslog offset 1h", "<13>Jan  2 03:04:05 web sshd[42]: hello there");
    assertThat(old)
        .containsEntry("format", "rfc3164")
        .containsEntry("hostname", "web")
        .containsEntry("app_name", "sshd")
        .containsEntry("proc_id", "42")
        .containsEntry("message", "hello there");
    assertThat(old.get("timestamp")).endsWith("-01-02T02:04:05.000Z");
    assertThat(extract("unpack_syslog", "garbage line"))
        .isEqualTo(Map.of("format", "rfc3164", "message", "garbage line"));
    assertThat(extract("unpack_syslog", "")).isEmpty();
  }

  @Test
  void unroll_makes_rows_of_elements() {
    Map<String, String> row = Map.of("a", "[1, \"x\", null, {\"k\": 1}]", "b", "[\"y\"]", "c", "z");
    assertThat(Piping.run("unroll (a, b)", List.of(row)))
        .containsExactly(
            Map.of("a", "1", "b", "y", "c", "z"),
            Map.of("a", "x", "c", "z"),
            Map.of("a", "null", "c", "z"),
            Map.of("a", "{\"k\":1}", "c", "z"));
    assertThat(Piping.run("unroll (c)", List.of(row, Map.of("c", "[]"))))
        .containsExactly(Map.of("a", row.get("a"), "b", "[\"y\"]"), Map.of());
    assertThat(Piping.run("unroll if (c:=q) (a)", List.of(row))).containsExactly(row);
  }
}
