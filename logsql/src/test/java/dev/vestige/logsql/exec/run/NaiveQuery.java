package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.Subqueries;
import dev.vestige.logsql.exec.filter.NaiveFilter;
import dev.vestige.logsql.exec.value.SortOrder;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.pipe.ByField;
import dev.vestige.logsql.pipe.DeletePipe;
import dev.vestige.logsql.pipe.Direction;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.pipe.FilterPipe;
import dev.vestige.logsql.pipe.FirstPipe;
import dev.vestige.logsql.pipe.JoinKind;
import dev.vestige.logsql.pipe.JoinPipe;
import dev.vestige.logsql.pipe.LastPipe;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.OffsetPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.SortField;
import dev.vestige.logsql.pipe.SortPipe;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.pipe.TraceSpansPipe;
import dev.vestige.logsql.pipe.TraceSummaryPipe;
import dev.vestige.logsql.pipe.TraceTreePipe;
import dev.vestige.logsql.pipe.TraceWherePipe;
import dev.vestige.logsql.pipe.UnionPipe;
import dev.vestige.logsql.value.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a query means, on a list of rows: slow, and as close to the words of the language
/// description as can be. The runner is compared with this.
final class NaiveQuery {
  private final List<SortedMap<String, String>> stored;

  NaiveQuery(List<SortedMap<String, String>> stored) {
    this.stored = stored;
  }

  List<SortedMap<String, String>> answer(Query query) {
    Map<SubqueryValues, List<String>> answers = new HashMap<>();
    for (SubqueryValues subquery : Subqueries.of(query)) {
      answers.put(
          subquery,
          answer(subquery.query()).stream()
              .map(row -> value(row, subquery.field()))
              .distinct()
              .toList());
    }
    NaiveFilter filters = new NaiveFilter(answers);
    List<SortedMap<String, String>> rows = kept(stored, query.filter(), filters);
    for (Pipe pipe : query.pipes()) {
      rows = apply(pipe, rows, filters);
    }
    return rows;
  }

  private static List<SortedMap<String, String>> kept(
      List<SortedMap<String, String>> rows, Filter filter, NaiveFilter filters) {
    return rows.stream().filter(row -> filters.matches(filter, row)).toList();
  }

  private List<SortedMap<String, String>> apply(
      Pipe pipe, List<SortedMap<String, String>> rows, NaiveFilter filters) {
    return switch (pipe) {
      case FilterPipe filter -> kept(rows, filter.filter(), filters);
      case FieldsPipe fields ->
          without(
              rows, name -> fields.fields().stream().noneMatch(pattern -> pattern.matches(name)));
      case DeletePipe delete ->
          without(
              rows, name -> delete.fields().stream().anyMatch(pattern -> pattern.matches(name)));
      case SortPipe sort -> sorted(sort, rows);
      case FirstPipe first -> sorted(first.toSort(), rows);
      case LastPipe last -> sorted(last.toSort(), rows);
      case LimitPipe limit -> rows.stream().limit(limit.count()).toList();
      case OffsetPipe offset -> rows.stream().skip(offset.count()).toList();
      case UnionPipe union -> {
        List<SortedMap<String, String>> both = new ArrayList<>(rows);
        both.addAll(answer(union.query()));
        yield both;
      }
      case JoinPipe join -> joined(join, rows);
      case TraceSpansPipe _ -> new NaiveTraces(rows).whole(stored);
      case TraceTreePipe _ -> new NaiveTraces(rows).tree();
      case TraceSummaryPipe _ -> new NaiveTraces(rows).summary();
      case TraceWherePipe where -> new NaiveTraces(rows).where(where, filters);
      case StatsPipe stats -> counted(stats, rows);
      default -> throw new AssertionError("no such pipe is generated: " + pipe);
    };
  }

  /// Which fields of a row go.
  private interface Gone {
    boolean test(String name);
  }

  private static List<SortedMap<String, String>> without(
      List<SortedMap<String, String>> rows, Gone gone) {
    List<SortedMap<String, String>> changed = new ArrayList<>();
    for (SortedMap<String, String> row : rows) {
      SortedMap<String, String> rest = new TreeMap<>(row);
      rest.keySet().removeIf(gone::test);
      changed.add(rest);
    }
    return changed;
  }

  private static List<SortedMap<String, String>> sorted(
      SortPipe sort, List<SortedMap<String, String>> rows) {
    Map<List<String>, List<SortedMap<String, String>>> groups = new LinkedHashMap<>();
    for (SortedMap<String, String> row : rows) {
      List<String> key = sort.partitionBy().stream().map(field -> value(row, field)).toList();
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
    List<SortedMap<String, String>> result = new ArrayList<>();
    for (List<SortedMap<String, String>> group : groups.values()) {
      group.sort(order(sort.by()));
      long end = sort.limit() == 0 ? group.size() : sort.offset() + sort.limit();
      for (int i = (int) sort.offset(); i < Math.min(end, group.size()); i++) {
        SortedMap<String, String> row = new TreeMap<>(group.get(i));
        if (sort.rankField() != null) {
          row.put(sort.rankField(), Integer.toString(i + 1));
        }
        result.add(row);
      }
    }
    return result;
  }

  private static Comparator<SortedMap<String, String>> order(List<SortField> by) {
    return (a, b) -> {
      for (SortField field : by) {
        int order = compare(field.field(), value(a, field.field()), value(b, field.field()));
        if (order != 0) {
          return field.direction() == Direction.DESCENDING ? -order : order;
        }
      }
      return 0;
    };
  }

  private static int compare(String field, String a, String b) {
    if (field.equals(FieldNames.TIME) && !a.isEmpty() && !b.isEmpty()) {
      return Long.compare(Timestamps.parse(a), Timestamps.parse(b));
    }
    byte[] bytesA = a.getBytes(StandardCharsets.UTF_8);
    byte[] bytesB = b.getBytes(StandardCharsets.UTF_8);
    return SortOrder.compare(bytesA, 0, bytesA.length, bytesB, 0, bytesB.length);
  }

  private List<SortedMap<String, String>> joined(
      JoinPipe join, List<SortedMap<String, String>> rows) {
    List<SortedMap<String, String>> others = answer(join.query());
    List<SortedMap<String, String>> result = new ArrayList<>();
    for (SortedMap<String, String> row : rows) {
      List<SortedMap<String, String>> partners =
          others.stream()
              .filter(other ->
                  join.by().stream()
                      .allMatch(field -> value(row, field).equals(value(other, field))))
              .toList();
      for (SortedMap<String, String> partner : partners) {
        SortedMap<String, String> both = new TreeMap<>(row);
        partner.forEach((name, text) -> {
          if (!join.by().contains(name)) {
            both.putIfAbsent(join.prefix() + name, text);
          }
        });
        result.add(both);
      }
      if (partners.isEmpty() && join.kind() == JoinKind.LEFT) {
        result.add(row);
      }
    }
    return result;
  }

  /// `stats by (a, b) count() n`.
  private static List<SortedMap<String, String>> counted(
      StatsPipe stats, List<SortedMap<String, String>> rows) {
    Map<List<String>, Integer> counts = new LinkedHashMap<>();
    List<String> fields = stats.by().stream().map(ByField::field).toList();
    for (SortedMap<String, String> row : rows) {
      counts.merge(fields.stream().map(field -> value(row, field)).toList(), 1, Integer::sum);
    }
    List<SortedMap<String, String>> result = new ArrayList<>();
    counts.forEach((key, count) -> {
      SortedMap<String, String> row = new TreeMap<>();
      for (int i = 0; i < key.size(); i++) {
        if (!key.get(i).isEmpty()) {
          row.put(fields.get(i), key.get(i));
        }
      }
      row.put(stats.items().getFirst().resultName(), count.toString());
      result.add(row);
    });
    return result;
  }

  private static String value(SortedMap<String, String> row, String field) {
    return row.getOrDefault(field, "");
  }
}
