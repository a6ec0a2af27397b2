package dev.vestige.logsql.exec.run;

import dev.vestige.base.VestigeException;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.Subqueries;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.kept.DistinctValues;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.storage.Dictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The values of the queries inside the filters of a query.
final class Answers {
  private Answers() {}

  /// Answers the queries that the filters wait for, one after another.
  static Map<SubqueryValues, TextTable> of(Query query, RunContext context, QueryRunner runner) {
    Map<SubqueryValues, TextTable> answers = new HashMap<>();
    for (SubqueryValues subquery : Subqueries.of(query)) {
      DistinctValues values =
          new DistinctValues(
              subquery.field(),
              "a query inside a filter",
              context.memory(),
              runner.workers());
      runner.run(subquery.query(), context, values);
      answers.put(subquery, values.values());
    }
    return answers;
  }

  /// The values for the queries in the filters of one part of a query, in their order.
  static List<Dictionary> listed(Query part, Map<SubqueryValues, TextTable> answers) {
    List<Dictionary> listed = new ArrayList<>();
    for (SubqueryValues subquery : Subqueries.of(part)) {
      TextTable values = answers.getOrDefault(subquery, new TextTable());
      int[] offsets = new int[values.size() + 1];
      for (int i = 0; i < values.size(); i++) {
        offsets[i + 1] = values.end(i);
      }
      listed.add(new Dictionary(Arrays.copyOf(values.bytes(), offsets[values.size()]), offsets));
    }
    return listed;
  }

  /// The inverse of [#listed(Query, Map)].
  static Map<SubqueryValues, TextTable> read(Query part, List<Dictionary> listed) {
    Set<SubqueryValues> subqueries = Subqueries.of(part);
    if (subqueries.size() != listed.size()) {
      throw VestigeException.invalidInput(
          "expected the values of "
              + subqueries.size()
              + " queries inside the query, found those of "
              + listed.size());
    }
    Map<SubqueryValues, TextTable> answers = new HashMap<>();
    int i = 0;
    for (SubqueryValues subquery : subqueries) {
      TextTable values = new TextTable();
      Dictionary texts = listed.get(i++);
      for (int code = 0; code < texts.size(); code++) {
        values.add(texts.bytes(), texts.offsets()[code], texts.offsets()[code + 1]);
      }
      answers.put(subquery, values);
    }
    return answers;
  }
}
