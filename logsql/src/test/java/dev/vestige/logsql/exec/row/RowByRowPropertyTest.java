package dev.vestige.logsql.exec.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.analyze.RowLocalPipes;
import dev.vestige.logsql.exec.row.Piping.Form;
import dev.vestige.logsql.generate.QueryGenerator;
import dev.vestige.logsql.generate.Vocabulary;
import dev.vestige.logsql.pipe.PackJsonPipe;
import dev.vestige.logsql.pipe.PackLogfmtPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.SamplePipe;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Rows in blocks of every form must come out as they do one at a time.
@ExtendWith(Seed.class)
final class RowByRowPropertyTest {
  private static final int ROUNDS = 400;
  private static final List<String> FIELDS = List.of("a", "b", "ab", "c.d", "_msg");
  private static final List<String> VALUES =
      List.of(
          "",
          "",
          "1",
          "-2.5",
          "10ms",
          "é x",
          "a=1 b=\"q r\"",
          "{\"a\":{\"b\":null},\"c\":\"x\"}",
          "[1,\"x\",{}]",
          "2025-06-15T10:20:30Z",
          "<13>1 - h a - - [x y=\"z\"] m",
          "10.0.0.1",
          "ab");

  @Test
  void blocks_do_not_change_answers(RandomGenerator random) {
    Vocabulary vocabulary =
        new Vocabulary(FIELDS, VALUES, List.of("(?P<b>\\w+)=(?P<c>.)", "x*", "\\d"), List.of("1"));
    QueryGenerator queries = new QueryGenerator(random.nextLong(), vocabulary, ParseOptions.at(0));
    int checked = 0;
    while (checked < ROUNDS) {
      List<Pipe> pipes =
          queries.query().pipes().stream().filter(RowByRowPropertyTest::isCheckable).toList();
      if (!pipes.isEmpty() && (pipes.size() == 1 || pipes.stream().noneMatch(this::packs))) {
        check(pipes, rows(random));
        checked++;
      }
    }
  }

  /// Neither chance nor other queries decide what comes out.
  private static boolean isCheckable(Pipe pipe) {
    String text = pipe.toString();
    return RowLocalPipes.contains(pipe)
        && !(pipe instanceof SamplePipe)
        && !text.contains("RAND")
        && !text.contains("NOW")
        && !text.contains("SubqueryValues");
  }

  /// The order in which fields turned up shows in what is packed from them.
  private boolean packs(Pipe pipe) {
    return pipe instanceof PackJsonPipe || pipe instanceof PackLogfmtPipe;
  }

  private static void check(List<Pipe> pipes, List<Map<String, String>> rows) {
    List<Map<String, String>> expected = new ArrayList<>();
    for (Map<String, String> row : rows) {
      expected.addAll(Piping.run(pipes, List.of(row), Form.TEXTS, 1));
    }
    for (Form form : Form.values()) {
      for (int rowsPerBlock : List.of(rows.size(), 3)) {
        assertThat(Piping.run(pipes, rows, form, rowsPerBlock))
            .as("%s over %s as %s", pipes, rows, form)
            .isEqualTo(expected);
      }
    }
  }

  private static List<Map<String, String>> rows(RandomGenerator random) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      Map<String, String> row = new HashMap<>();
      for (String field : FIELDS) {
        row.put(field, VALUES.get(random.nextInt(VALUES.size())));
      }
      rows.add(row);
    }
    return rows;
  }
}
