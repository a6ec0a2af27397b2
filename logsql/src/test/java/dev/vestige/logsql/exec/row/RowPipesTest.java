package dev.vestige.logsql.exec.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RowPipesTest {
  private static final Map<String, String> CALL =
      Map.of("name", "GET /cart", "duration", "1500000", "status", "2", "http.url", "/cart?id=7");

  @Test
  void fields_and_delete_keep_by_name_and_by_prefix() {
    assertThat(Piping.one("fields name, http.*, nosuch", CALL))
        .isEqualTo(Map.of("name", "GET /cart", "http.url", "/cart?id=7"));
    assertThat(Piping.one("delete name, http.*", CALL))
        .isEqualTo(Map.of("duration", "1500000", "status", "2"));
    assertThat(Piping.one("fields name | filter status:=2 or name:*", CALL))
        .isEqualTo(Map.of("name", "GET /cart"));
  }

  @Test
  void copy_and_rename_run_from_left_to_right() {
    Map<String, String> row = Map.of("a", "1", "b", "2");
    assertThat(Piping.one("rename a as t, b as a, t as b", row))
        .isEqualTo(Map.of("a", "2", "b", "1"));
    assertThat(Piping.one("copy a as b, b as c", row))
        .isEqualTo(Map.of("a", "1", "b", "1", "c", "1"));
    assertThat(Piping.one("rename nosuch as a", row)).isEqualTo(Map.of("b", "2"));
    assertThat(Piping.one("rename a as a", row)).isEqualTo(row);
    Map<String, String> prefixed = Map.of("p", "1", "pq", "2", "x", "3");
    assertThat(Piping.one("rename p* as *", prefixed))
        .isEqualTo(Map.of("_msg", "1", "q", "2", "x", "3"));
    assertThat(Piping.one("rename p* as x", prefixed)).isEqualTo(Map.of("x", "2"));
  }

  @Test
  void prefixes_move_what_has_avalue() {
    List<Map<String, String>> rows = List.of(Map.of("p.x", "1", "x", "old"), Map.of("x", "kept"));
    assertThat(Piping.run("rename p.* as *", rows))
        .containsExactly(Map.of("x", "1"), Map.of("x", "kept"));
    assertThat(Piping.run("copy * as q*", rows).getFirst())
        .isEqualTo(Map.of("p.x", "1", "x", "old", "qp.x", "1", "qx", "old"));
  }

  @Test
  void replace_counts_its_replacements() {
    Map<String, String> row = Map.of("_msg", "a-a-a");
    assertThat(Piping.one("replace (\"a\", \"bb\")", row)).isEqualTo(Map.of("_msg", "bb-bb-bb"));
    assertThat(Piping.one("replace (\"a\", \"\") limit 2", row)).isEqualTo(Map.of("_msg", "--a"));
    assertThat(Piping.one("replace (\"\", \"x\")", row)).isEqualTo(row);
    assertThat(Piping.one("replace if (nosuch:*) (\"a\", \"x\")", row)).isEqualTo(row);
  }

  @Test
  void replace_regexp_puts_in_groups() {
    Map<String, String> row = Map.of("_msg", "user=bob id=7 € x");
    assertThat(Piping.one("replace_regexp (`(\\w+)=(\\w+)`, `$2:${1}$$`)", row))
        .isEqualTo(Map.of("_msg", "bob:user$ 7:id$ € x"));
    assertThat(Piping.one("replace_regexp (`(?P<k>\\w+)=`, `<${k}${nosuch}$12>`) limit 1", row))
        .isEqualTo(Map.of("_msg", "<user>bob id=7 € x"));
    assertThat(Piping.one("replace_regexp (`o*`, `-`)", Map.of("_msg", "xooy")))
        .isEqualTo(Map.of("_msg", "-x-y-"));
  }

  @Test
  void collapse_nums_finds_numbers_and_their_shapes() {
    Map<String, String> row =
        Map.of(
            "_msg",
            "2025-06-15T10:21:30.123Z 10.0.0.1:80 took 5ms id 2edfed59-3e98-4073-bbb2-28d321ca71a7"
                + " beef abc123def v1.2 1e5 10KB 12µs 2025/06/15");
    assertThat(Piping.one("collapse_nums", row))
        .isEqualTo(
            Map.of(
                "_msg",
                "<N>-<N>-<N>T<N>:<N>:<N>.<N>Z <N>.<N>.<N>.<N>:<N> took <N>ms id"
                    + " <N>-<N>-<N>-<N>-<N> <N> abc123def v<N>.<N> 1e5 10KB <N>µs <N>/<N>/<N>"));
    assertThat(Piping.one("collapse_nums prettify", row))
        .isEqualTo(
            Map.of(
                "_msg",
                "<DATETIME> <IP4>:<N> took <N>ms id <UUID> <N> abc123def v<N>.<N> 1e5 10KB <N>µs"
                    + " <DATE>"));
  }

  @Test
  void small_values_are_derived() {
    Map<String, String> row = Map.of("x", "[\"a\", {\"b\":[1]}, 3]", "y", "\u001b[31mgrün\u001b[m");
    assertThat(Piping.one("json_array_len(x) as n | fields n", row)).isEqualTo(Map.of("n", "3"));
    assertThat(Piping.one("json_array_len(y) as n | fields n", row)).isEqualTo(Map.of("n", "0"));
    assertThat(Piping.one("decolorize y | len(y) as n | fields y, n", row))
        .isEqualTo(Map.of("y", "grün", "n", "5"));
    assertThat(Piping.one("hash(nosuch) as h | fields h", row))
        .isEqualTo(Map.of("h", "1929880503118233"));
    assertThat(Piping.one("unpack_words from y as w drop_duplicates | fields w", row))
        .isEqualTo(Map.of("w", "[\"31mgrün\",\"m\"]"));
    assertThat(Piping.one("unpack_words from nosuch as w | fields w", row))
        .isEqualTo(Map.of("w", "[]"));
  }

  @Test
  void rows_without_any_value_are_dropped() {
    List<Map<String, String>> rows = List.of(Map.of("a", "1"), Map.of("b", "2"), Map.of("a", ""));
    assertThat(Piping.run("drop_empty_fields", rows))
        .containsExactly(Map.of("a", "1"), Map.of("b", "2"));
    assertThat(Piping.run("fields b | drop_empty_fields", rows)).containsExactly(Map.of("b", "2"));
    assertThat(Piping.run("sample 1", rows)).hasSize(3);
  }

  @Test
  void packing_writes_fields_in_order() {
    Map<String, String> row = Map.of("b", "x \"y\"", "a", "1", "c.d", "<'>");
    assertThat(Piping.one("pack_json fields (b, nosuch, a) as j | fields j", row))
        .isEqualTo(Map.of("j", "{\"b\":\"x \\\"y\\\"\",\"a\":\"1\"}"));
    assertThat(Piping.one("pack_logfmt fields (b, nosuch, a, c*) as j | fields j", row))
        .isEqualTo(Map.of("j", "b=\"x \\\"y\\\"\" nosuch= a=1 c.d=<'>"));
    assertThat(Piping.one("pack_logfmt as j | fields j", Map.of("a", "b=c", "d", "`e")))
        .isEqualTo(Map.of("j", "a=b=c d=\"`e\""));
    assertThat(Piping.one("pack_logfmt as j | fields j | unpack_logfmt from j | delete j", row))
        .isEqualTo(row);
    assertThat(Piping.one("pack_json as j | fields j | unpack_json from j | delete j", row))
        .isEqualTo(row);
  }
}
