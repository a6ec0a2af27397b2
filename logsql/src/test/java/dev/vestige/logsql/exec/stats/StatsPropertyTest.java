package dev.vestige.logsql.exec.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Random functions over random groups of random blocks, against [NaiveStats].
@ExtendWith(Seed.class)
class StatsPropertyTest {
  private static final int ROUNDS = 60;
  private static final List<String> CONDITIONS = List.of("", " if (word:=a)", " if (int:>3)");

  /// A random `stats`, as text and as what it means.
  private record Question(String text, List<String> by, Map<String, NaiveStats.Naive> results) {}

  private static Question question(RandomGenerator random) {
    List<String> by = new ArrayList<>(List.of("word", "int", "dec", "time", "id", "rare"));
    Collections.shuffle(by, new Random(random.nextLong()));
    by = by.subList(0, random.nextInt(4));
    List<Map.Entry<String, NaiveStats.Naive>> functions =
        new ArrayList<>(NaiveStats.functions().entrySet());
    Map<String, NaiveStats.Naive> results = new LinkedHashMap<>();
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Map.Entry<String, NaiveStats.Naive> function =
          functions.get(random.nextInt(functions.size()));
      String condition = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
      String name = "r" + i;
      items.add(function.getKey() + condition + " as " + name);
      results.put(name, rows -> function.getValue().apply(matching(rows, condition)));
    }
    String text = "by (" + String.join(", ", by) + ") " + String.join(", ", items);
    return new Question(by.isEmpty() ? text.substring(6) : text, by, results);
  }

  private static List<Map<String, String>> matching(
      List<Map<String, String>> rows, String condition) {
    return rows.stream()
        .filter(row ->
            switch (condition) {
              case " if (word:=a)" -> row.get("word").equals("a");
              case " if (int:>3)" ->
                  !row.get("int").isEmpty() && Integer.parseInt(row.get("int")) > 3;
              default -> true;
            })
        .toList();
  }

  @Test
  void every_function_answers_as_the_rows_say(RandomGenerator random) {
    for (int round = 0; round < ROUNDS; round++) {
      RandomBlocks blocks = new RandomBlocks(random);
      Question question = question(random);
      assertThat(Stages.run("stats " + question.text, blocks.blocks()))
          .as(question.text)
          .containsExactlyInAnyOrderElementsOf(
              NaiveStats.answer(blocks.rows(), question.by, question.results));
    }
  }

  @Test
  void states_of_several_nodes_merge_into_the_answer_over_all_rows(RandomGenerator random) {
    for (int round = 0; round < ROUNDS; round++) {
      List<List<BlockView>> nodes = new ArrayList<>();
      List<Map<String, String>> rows = new ArrayList<>();
      for (int node = 0; node < 3; node++) {
        RandomBlocks blocks = new RandomBlocks(random);
        nodes.add(blocks.blocks());
        rows.addAll(blocks.rows());
      }
      Question question = withoutRows(random);
      StatsPipe remote = (StatsPipe) Stages.pipe("stats_remote " + question.text);
      StatsPipe local = (StatsPipe) Stages.pipe("stats " + question.text);
      assertThat(Stages.runThroughStates(remote, local, nodes))
          .as(question.text)
          .containsExactlyInAnyOrderElementsOf(
              NaiveStats.answer(rows, question.by, question.results));
    }
  }

  /// Keys are unique within one node only, so which row has the largest is not defined.
  private static Question withoutRows(RandomGenerator random) {
    Question question = question(random);
    while (question.text.contains("row_")) {
      question = question(random);
    }
    return question;
  }

  @Test
  void hits_of_distinct_tuples_are_counts_by_group(RandomGenerator random) {
    for (int round = 0; round < ROUNDS; round++) {
      RandomBlocks blocks = new RandomBlocks(random);
      List<String> by = question(random).by;
      by = by.isEmpty() ? List.of("word") : by;
      String fields = by.stream().collect(Collectors.joining(", ", "(", ")"));
      List<Map<String, String>> expected =
          NaiveStats.answer(blocks.rows(), by, Map.of("hits", rows -> rows.size() + ""));
      assertThat(Stages.run("uniq by " + fields + " with hits", blocks.blocks()))
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(Stages.run("top 100000 by " + fields, blocks.blocks()))
          .containsExactlyInAnyOrderElementsOf(expected)
          .isSortedAccordingTo(
              (a, b) -> Long.compare(Long.parseLong(b.get("hits")), Long.parseLong(a.get("hits"))));
    }
  }
}
