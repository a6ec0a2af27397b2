package dev.vestige.logsql.exec.run;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random queries over [RandomSpans] whose answers do not depend on chance: what sorts, sorts by
/// the span id in the end.
final class RandomQueries {
  private static final List<String> FIELDS =
      List.of(
          "name",
          "duration",
          "kind",
          "status_code",
          "trace_id",
          "\"resource_attr:service.name\"",
          "\"resource_attr:zone\"",
          "\"span_attr:text\"",
          "\"span_attr:number\"",
          "nosuch");
  private static final List<String> FILTERS =
      List.of(
          "*",
          "name:get",
          "name:=\"charge card\"",
          "\"span_attr:text\":error",
          "\"span_attr:number\":>3",
          "\"span_attr:number\":range[-5,8)",
          "\"span_attr:text\":\"\"",
          "status_code:=2",
          "{\"resource_attr:service.name\"=\"cart\"}",
          "_time:2025-06-15",
          "_time:>=2025-06-15T18:30",
          "kind:in(1,2,5)",
          "trace_id:=\"00000000000000070000000000000003\"",
          "trace_id:in(\"00000000000000070000000000000005\",x)",
          "duration:<20000000",
          "nosuch:*",
          "!*");
  private static final int DEPTH_MAX = 2;

  private final RandomGenerator random;

  RandomQueries(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    return query(0);
  }

  private String query(int depth) {
    StringBuilder query = new StringBuilder(filter(depth));
    boolean isUnique = true;
    for (int pipes = random.nextInt(depth == 0 ? 5 : 3); pipes > 0; pipes--) {
      boolean multiplies = isUnique && depth < DEPTH_MAX && random.nextInt(3) == 0;
      query
          .append(" | ")
          .append(multiplies ? multiplying(depth) : isUnique ? slicing(depth) : keeping(depth));
      isUnique = isUnique && !multiplies;
    }
    if (depth == 0 && random.nextInt(6) == 0) {
      query.append(" | stats by (").append(field()).append(") count() n");
    }
    return query.toString();
  }

  private String filter(int depth) {
    String single = depth < DEPTH_MAX && random.nextInt(6) == 0 ? subquery(depth) : oneOf(FILTERS);
    return switch (random.nextInt(6)) {
      case 0 -> single + " " + oneOf(FILTERS);
      case 1 -> single + " or " + oneOf(FILTERS);
      case 2 -> "!(" + single + ")";
      default -> single;
    };
  }

  private String subquery(int depth) {
    String field = field();
    return field + ":in(" + filter(depth + 1) + " | fields " + field + ")";
  }

  /// A pipe that may cut rows off: span ids must be unique for the answer to be the only one.
  private String slicing(int depth) {
    return switch (random.nextInt(8)) {
      case 0 -> "sort " + sorting() + slice();
      case 1 -> "sort " + sorting() + " | fields " + field() + ", span_id | limit " + some();
      case 2 -> "first " + some() + " " + sorting() + partition();
      case 3 -> "last " + some() + " " + sorting() + rank();
      case 4 -> "sort " + sorting() + " partition by (" + field() + ") limit " + some() + rank();
      default -> keeping(depth);
    };
  }

  private String keeping(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> "fields " + field() + ", " + field() + ", _time, span_id";
      case 1 -> "delete " + field() + ", " + field();
      case 2 -> "sort " + sorting();
      default -> "filter " + filter(depth);
    };
  }

  /// A pipe behind which span ids may repeat.
  private String multiplying(int depth) {
    String inner = filter(depth + 1);
    return switch (random.nextInt(3)) {
      case 0 -> "union (" + query(depth + 1) + ")";
      case 1 -> "join by (" + field() + ") (" + inner + " | stats by (" + field() + ") count() c)";
      default ->
          "join by (parent_span_id) (" + inner + " | fields parent_span_id, name) inner prefix p_";
    };
  }

  private String sorting() {
    List<String> by = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      by.add((random.nextInt(3) == 0 ? "_time" : field()) + (random.nextBoolean() ? " desc" : ""));
    }
    by.add("span_id");
    return "by (" + String.join(", ", by) + ")";
  }

  private String slice() {
    return switch (random.nextInt(4)) {
      case 0 -> " limit " + some();
      case 1 -> " offset " + some();
      case 2 -> " offset " + some() + " limit " + some() + rank();
      default -> rank();
    };
  }

  private String partition() {
    return random.nextInt(3) == 0 ? " partition by (" + field() + ")" : "";
  }

  private String rank() {
    return random.nextInt(4) == 0 ? " rank as place" : "";
  }

  private int some() {
    return 1 + (random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(12));
  }

  private String field() {
    return oneOf(FIELDS);
  }

  private String oneOf(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
