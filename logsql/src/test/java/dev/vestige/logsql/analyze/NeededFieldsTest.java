package dev.vestige.logsql.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.field.FieldPattern;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeededFieldsTest {

  private static String needed(String pipes) {
    FieldSet fields = NeededFields.byPipes(LogsQl.parse("* | " + pipes, ParseOptions.at(0)));
    return names(fields.wanted())
        + (fields.unwanted().isEmpty() ? "" : " -" + names(fields.unwanted()));
  }

  private static String names(java.util.Collection<FieldPattern> patterns) {
    Stream<String> names =
        patterns.stream().map(pattern -> pattern.name() + (pattern.isPrefix() ? "*" : ""));
    return String.join(",", names.sorted().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      nullValues = "nothing",
      value = {
        "limit 5 => *",
        "fields a, b* => a,b*",
        "fields a, b | delete a => b",
        "delete a | fields a, b => b",
        "delete a* => * -a*",
        "limit 5 | count() => ''",
        "stats by (a) sum(b) if (c:d) x | fields x => a,b,c",
        "stats count_uniq(a), max(b*) => a,b*",
        "filter a:b | fields c => a,c",
        "copy a as b | fields b => a",
        "copy a as b | fields c => c",
        "rename a as b, b as c | fields a, b, c => a",
        "rename a* as b* | fields b.x => a*,b.x",
        "math a + c as b, b * d as e | fields e => a,c,d",
        "math a as b | fields c => c",
        "extract 'x=<a>,<b>;' from c | fields a, d => c,d",
        "extract 'x=<a>' from c keep_original_fields | fields a => a,c",
        "extract if (e:f) 'x=<a>' from c | fields a => a,c,e",
        "format '<a>-<b>' as c | fields c => a,b",
        "format '<a>-<b>' as c | fields d => d",
        "unpack_json from a | fields b => a,b",
        "sort by (a) partition by (b) limit 1 rank as c | fields c, d => a,b,d",
        "first by (a) | fields b => a,b",
        "sort | fields b => *",
        "top 5 by (a) => a",
        "uniq by (a) with hits => a",
        "unroll by (a) | count() => a",
        "join by (a) (b | fields a, c) | fields c => a,c",
        "pack_json fields (a*) as b | fields b => a*",
        "len(a) as b | fields b => a",
        "replace if (c:d) (x, y) at a | fields b => b",
        "replace if (c:d) (x, y) at a | fields a => a,c",
        "fields a, b | drop_empty_fields | count() => a,b",
        "facets => *",
        "field_values a => a",
        "blocks_count => ''"
      })
  void fields_needed_from_storage(String pipes, String expected) {
    assertThat(needed(pipes)).isEqualTo(expected);
  }

  @Test
  void sets_never_get_too_small() {
    List<String> names = List.of("a", "ab", "abc", "b", "");
    List<FieldPattern> patterns =
        List.of(
            FieldPattern.ALL,
            FieldPattern.exactly("a"),
            FieldPattern.exactly("ab"),
            FieldPattern.startingWith("a"),
            FieldPattern.startingWith("ab"),
            FieldPattern.exactly("b"));
    for (long seed = 0; seed < 5000; seed++) {
      java.util.Random random = new java.util.Random(seed);
      FieldSet set = FieldSet.NONE;
      java.util.Set<String> exact = new java.util.HashSet<>();
      for (int i = 0; i < 6; i++) {
        FieldPattern pattern = patterns.get(random.nextInt(patterns.size()));
        if (random.nextBoolean()) {
          set = set.plus(List.of(pattern));
          names.stream().filter(pattern::matches).forEach(exact::add);
        } else {
          set = set.minus(List.of(pattern));
          exact.removeIf(pattern::matches);
        }
        assertThat(names.stream().filter(set::contains).toList())
            .as("seed %d", seed)
            .containsAll(exact);
      }
    }
  }
}
