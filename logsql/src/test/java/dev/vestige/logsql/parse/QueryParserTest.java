package dev.vestige.logsql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a query means, seen by its normal form.
class QueryParserTest {

  private static String normal(String query) {
    return LogsQl.parse(query, ParseOptions.at(0)).print();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '@',
      value = {
        "a b => a b",
        "a AND b Or c and not d => a b or c !d",
        "(a or b) c => (a or b) c",
        "(a b) (c (d e)) => a b c d e",
        "not (a or b) => !(a or b)",
        "!!a => a",
        "- - -a => !a",
        "* a => a",
        "and a => \"and\" a",
        "a or or b => a or \"or\" b",
        "f:(a or !b c:d) => f:a or !f:b f:\"c:d\"",
        "f:((a) (b or (c))) => f:a (f:b or f:c)",
        "n:-5 => !n:5",
        "n:=-5 => n:=\"-5\"",
        "n:!=x n:!~y n:!in(z) => !n:=x !n:~y !n:in(z)",
        ":a _msg:b \"\":c => a b c",
        "f:\"\" f:''* => f:\"\" f:*",
        "f:a* f:\"b c\"* =d* exact(e*) => f:a* f:\"b c\"* =d* =e*",
        "a-b it's 10.0.0.1/8 => \"a-b\" \"it's\" \"10.0.0.1/8\"",
        "a\"b\" \"a\"b => \"a\\\"b\\\"\" \"\\\"a\\\"b\"",
        "==a => =\"=a\"",
        "f:in(*) x => x",
        "f:~\".*\" or f:~\".+\" => * or f:*",
        "f:in(a, \"b c\", ) => f:in(a,\"b c\")",
        "f:in(_time:[2025Z, 2026Z) | fields x) => f:in(_time:[2025Z,2026Z) | fields x)",
        "f:in(a | uniq x) => f:in(a | uniq by (x))",
        "range | limit => \"range\" | limit 10",
        "{a=b or c=~d,e not_in (f, \"g h\")} => {a=\"b\" or c=~\"d\",e not_in (\"f\",\"g h\")}",
        "_stream:{} _stream_id:in() => {} _stream_id:in()",
        "* # all | limit 1 => *"
      })
  void filters(String query, String printed) {
    assertThat(normal(query)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '@',
      value = {
        "* | foo bar => * | filter foo bar",
        "* | count() => * | stats count(*) as \"count(*)\"",
        "* | by (a) count() n => * | stats by (a) count(*) as n",
        "* | (a) count() n => * | stats by (a) count(*) as n",
        "* | (a or b) => * | filter a or b",
        "* | STATS BY (a:1h offset 2h, \"b:c\") Sum(x, y*) if (z) => * | stats by (a:1h offset 2h, \"b:c\") sum(x, y*) if (z) as \"sum(x, y*) if (z)\"",
        "* | stats count() if () n => * | stats count(*) if (*) as n",
        "* | count_uniq(name) limit 5 => * | stats count_uniq(name) limit 5 as \"count_uniq(name) limit 5\"",
        "* | sort (a desc, b) desc limit 3 => * | sort by (a, b desc) limit 3",
        "* | order desc => * | sort desc",
        "* | first 3 (a) rank => * | first 3 by (a) rank as rank",
        "* | last => * | last 1",
        "* | top 5 (hits, b) => * | top 5 by (hits, b) hits as hitss",
        "* | top 2.7 (rank) rank => * | top 2 by (rank) rank as ranks",
        "* | uniq a, b hits limit 2 => * | uniq by (a, b) with hits limit 2",
        "* | cp a b, x* as y* | mv c d | rm e | keep f | skip 1 | head 1K => * | copy a as b, x* as y* | rename c as d | delete e | fields f | offset 1 | limit 1000",
        "* | fields \"b.\"*, \"c.*\" => * | fields \"\\\"b.\\\"*\", c.*",
        "* | math 1+2*-a^2 b, (1+2)*3 => * | math 1 + 2 * -a ^ 2 as b, (1 + 2) * 3 as \"(1 + 2) * 3\"",
        "* | math a-b or c & 3 default 1 as r => * | math a - b or c & 3 default 1 as r",
        "* | math round(d/3, 0.5) => * | math round(d / 3, 0.5) as \"round(d / 3, 0.5)\"",
        "* | hash a | len(b) c => * | hash(a) | len(b) as c",
        "* | format <a> as b => * | format \"<a>\" as b",
        "* | unpack_json from a fields (x, y*) result_prefix p keep_original_fields => * | unpack_json from a fields (x, y*) result_prefix p keep_original_fields",
        "* | unpack_words from a as b | unroll b => * | unpack_words from a as b | unroll by (b)",
        "* | replace (a, 'b c') at d limit 0 => * | replace (a, \"b c\") at d",
        "* | join on (a) (b) inner prefix c | union (d) => * | join by (a) (b) inner prefix c | union (d)",
        "* | facets 18446744073709551615 => * | facets 9223372036854775807",
        "a | where b | stream_context after 1 time_window 1d => a b | stream_context after 1 time_window 1d",
        "options(concurrency=2) a:in(b | fields c) => options(concurrency=2) a:in(b | fields c)"
      })
  void pipes(String query, String printed) {
    assertThat(normal(query)).isEqualTo(printed);
  }

  @Test
  void queries_inside_take_over_the_options_around_them() {
    var query =
        LogsQl.parse(
            "options(concurrency=2) * | union (options(ignore_global_time_filter=1) a)",
            ParseOptions.at(0));
    assertThat(query.print())
        .isEqualTo("options(concurrency=2) * | union (options(ignore_global_time_filter=true) a)");
    var union = (dev.vestige.logsql.pipe.UnionPipe) query.pipes().getFirst();
    assertThat(union.query().print())
        .isEqualTo("options(concurrency=2, ignore_global_time_filter=true) a");
  }
}
