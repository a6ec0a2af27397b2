package dev.vestige.logsql.exec.stats;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.MixedOrder;
import dev.vestige.logsql.exec.value.NumberText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What `stats` means, row by row on maps of texts.
final class NaiveStats {
  private NaiveStats() {}

  /// A function of the rows of a group.
  interface Naive extends Function<List<Map<String, String>>, String> {}

  /// The functions that the tests ask for, by how a query writes them.
  static Map<String, Naive> functions() {
    Map<String, Naive> functions = new LinkedHashMap<>();
    functions.put("count()", rows -> rows.size() + "");
    functions.put("count(rare)", rows -> filled(rows, "rare").size() + "");
    functions.put("count(rare, word)", rows -> count(rows, row -> !isEmpty(row, "rare", "word")));
    functions.put(
        "count_empty(rare, int)", rows -> count(rows, row -> isEmpty(row, "rare", "int")));
    functions.put(
        "count_uniq(word)", rows -> filled(rows, "word").stream().distinct().count() + "");
    functions.put("count_uniq(id)", rows -> filled(rows, "id").stream().distinct().count() + "");
    functions.put(
        "count_uniq_hash(int)", rows -> filled(rows, "int").stream().distinct().count() + "");
    functions.put("count_uniq(word, rare)", NaiveStats::uniqPairs);
    functions.put(
        "count_uniq(int) limit 3",
        rows -> Math.min(3, filled(rows, "int").stream().distinct().count()) + "");
    functions.put("sum(int)", rows -> number(sum(rows, "int")));
    functions.put("sum(dec, int)", rows -> number(add(sum(rows, "dec"), sum(rows, "int"))));
    functions.put("avg(dec)", rows -> number(sum(rows, "dec") / numbers(rows, "dec").size()));
    functions.put("sum(time)", _ -> "NaN");
    functions.put("rate_sum(int)", rows -> number(sum(rows, "int") / 1));
    functions.put("rate()", rows -> number(rows.size()));
    functions.put(
        "sum_len(word)",
        rows ->
            rows.stream()
                    .mapToInt(row -> row.get("word").getBytes(StandardCharsets.UTF_8).length)
                    .sum()
                + "");
    functions.put(
        "sum_len(int)", rows -> rows.stream().mapToInt(row -> row.get("int").length()).sum() + "");
    for (String field : List.of("int", "dec", "time", "word", "id", "rare")) {
      functions.put("max(" + field + ")", rows -> max(filled(rows, field)));
      functions.put("min(" + field + ")", rows -> quantile(0, all(rows, field)));
      functions.put("median(" + field + ")", rows -> quantile(0.5, all(rows, field)));
      functions.put("quantile(0.9, " + field + ")", rows -> quantile(0.9, all(rows, field)));
      functions.put("quantile(0, " + field + ")", rows -> quantile(0, all(rows, field)));
      functions.put("quantile(1, " + field + ")", rows -> quantile(1, all(rows, field)));
      functions.put(
          "uniq_values(" + field + ")",
          rows ->
              json(filled(rows, field).stream().distinct().sorted(NaiveStats::compare).toList()));
    }
    functions.put("row_max(key, word)", rows -> row(rows, NaiveStats::compare));
    functions.put("row_min(key, word)", rows -> row(rows, (a, b) -> compare(b, a)));
    return functions;
  }

  private static String count(List<Map<String, String>> rows, Predicate<Map<String, String>> test) {
    return rows.stream().filter(test).count() + "";
  }

  private static boolean isEmpty(Map<String, String> row, String... fields) {
    return List.of(fields).stream().allMatch(field -> row.get(field).isEmpty());
  }

  private static List<String> all(List<Map<String, String>> rows, String field) {
    return rows.stream().map(row -> row.get(field)).toList();
  }

  private static List<String> filled(List<Map<String, String>> rows, String field) {
    return all(rows, field).stream().filter(text -> !text.isEmpty()).toList();
  }

  private static String uniqPairs(List<Map<String, String>> rows) {
    return rows.stream()
            .filter(row -> !isEmpty(row, "word", "rare"))
            .map(row -> List.of(row.get("word"), row.get("rare")))
            .distinct()
            .count()
        + "";
  }

  private static List<Double> numbers(List<Map<String, String>> rows, String field) {
    return filled(rows, field).stream().map(Double::valueOf).toList();
  }

  private static double sum(List<Map<String, String>> rows, String field) {
    List<Double> numbers = numbers(rows, field);
    return numbers.isEmpty() ? Double.NaN : numbers.stream().mapToDouble(n -> n).sum();
  }

  private static double add(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : a + b;
  }

  private static String number(double value) {
    ByteSink text = new ByteSink();
    NumberText.append(value, text);
    return text.slice().toString();
  }

  private static int compare(String a, String b) {
    byte[] left = a.getBytes(StandardCharsets.UTF_8);
    byte[] right = b.getBytes(StandardCharsets.UTF_8);
    return MixedOrder.compare(left, 0, left.length, right, 0, right.length);
  }

  private static String max(List<String> texts) {
    return texts.stream().max(NaiveStats::compare).orElse("");
  }

  private static String quantile(double phi, List<String> texts) {
    if (texts.isEmpty()) {
      return "";
    }
    List<String> sorted = new ArrayList<>(texts);
    sorted.sort(NaiveStats::compare);
    return sorted.get(Math.min((int) (phi * sorted.size()), sorted.size() - 1));
  }

  private static String row(List<Map<String, String>> rows, Comparator<String> order) {
    return rows.stream()
        .filter(row -> !row.get("key").isEmpty())
        .max(Comparator.comparing(row -> row.get("key"), order))
        .map(row -> row.get("word"))
        .map(word -> word.isEmpty() ? "{}" : "{\"word\":" + quoted(word) + "}")
        .orElse("{}");
  }

  private static String json(List<String> texts) {
    return texts.stream().map(NaiveStats::quoted).collect(Collectors.joining(",", "[", "]"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\\\"").replace("<", "\\u003c") + '"';
  }

  /// The answer: one row per group, in any order, without empty fields.
  static List<Map<String, String>> answer(
      List<Map<String, String>> rows, List<String> by, Map<String, Naive> results) {
    Map<List<String>, List<Map<String, String>>> groups = new LinkedHashMap<>();
    if (by.isEmpty()) {
      groups.put(List.of(), new ArrayList<>());
    }
    for (Map<String, String> row : rows) {
      List<String> key = by.stream().map(row::get).toList();
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
    List<Map<String, String>> answer = new ArrayList<>();
    groups.forEach((key, members) -> {
      Map<String, String> fields = new LinkedHashMap<>();
      for (int i = 0; i < by.size(); i++) {
        fields.put(by.get(i), key.get(i));
      }
      results.forEach((name, function) -> fields.put(name, function.apply(members)));
      fields.values().removeIf(String::isEmpty);
      answer.add(fields);
    });
    return answer;
  }
}
