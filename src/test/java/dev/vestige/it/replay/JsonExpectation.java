package dev.vestige.it.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What a recorded answer demands of another one in JSON or in lines of JSON.
final class JsonExpectation {
  private final JsonNode expected;

  JsonExpectation(JsonNode expected) {
    this.expected = expected;
  }

  void check(String what, JsonNode wanted, String text) {
    switch (what) {
      case "json" -> assertThat(comparable(Expectation.parse(text))).isEqualTo(comparable(wanted));
      case "json_subset" ->
          wanted
              .properties()
              .forEach(each ->
                  assertThat(Expectation.parse(text).get(each.getKey()))
                      .as(each.getKey())
                      .isEqualTo(each.getValue()));
      case "json_count" ->
          wanted
              .properties()
              .forEach(each ->
                  assertThat(Expectation.parse(text).at("/" + each.getKey().replace('.', '/')))
                      .as(each.getKey())
                      .hasSize(each.getValue().asInt()));
      case "jsonl" ->
          assertThat(lines(text)).containsExactlyInAnyOrderElementsOf(comparableAll(wanted));
      case "jsonl_ordered" ->
          assertThat(lines(text)).containsExactlyElementsOf(comparableAll(wanted));
      case "jsonl_count" -> assertThat(text.lines()).hasSize(wanted.asInt());
      default -> throw new AssertionError("an expectation that this test does not know: " + what);
    }
  }

  private List<String> lines(String text) {
    return text.lines().map(Expectation::parse).map(this::comparable).toList();
  }

  private List<String> comparableAll(JsonNode array) {
    return Expectation.stream(array).map(this::comparable).toList();
  }

  /// Text that is equal for what counts as equal.
  private String comparable(JsonNode json) {
    JsonNode copy = json.deepCopy();
    Expectation.stream(expected.path("ignore"))
        .forEach(path -> drop(copy, List.of(path.asText().split("\\."))));
    FreeOrder.of(expected.path("normalize").asText(""), expected.path("facets_limit").asInt(10))
        .applyTo(copy);
    return canonical(copy);
  }

  /// A star stands for any member or item.
  private static void drop(JsonNode json, List<String> path) {
    String first = path.getFirst();
    if (path.size() == 1) {
      if (json instanceof ObjectNode object) {
        object.remove(first);
      }
    } else if (first.equals("*")) {
      json.forEach(item -> drop(item, path.subList(1, path.size())));
    } else {
      drop(json.path(first), path.subList(1, path.size()));
    }
  }

  /// Members in order, numbers by value.
  static String canonical(JsonNode json) {
    if (json instanceof ObjectNode object) {
      TreeMap<String, String> members = new TreeMap<>();
      object.properties().forEach(each -> members.put(each.getKey(), canonical(each.getValue())));
      return members.toString();
    }
    if (json instanceof ArrayNode array) {
      List<String> items = new ArrayList<>();
      array.forEach(item -> items.add(canonical(item)));
      return items.toString();
    }
    return json.isNumber()
        ? json.decimalValue().stripTrailingZeros().toPlainString()
        : json.toString();
  }
}
