package dev.vestige.it.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Takes the freedom out of answers that the recorded server took itself: orders that nothing
/// defines, numbers of processes, types of tags.
interface FreeOrder {
  void applyTo(JsonNode answer);

  /// The freedom of a recorded answer.
  ///
  /// @param kind as recorded; empty for answers without freedom
  /// @param facetsMax how many values of a field a facet shows
  static FreeOrder of(String kind, int facetsMax) {
    return switch (kind) {
      case "" -> answer -> {};
      case "jaeger" -> answer -> answer.path("data").forEach(FreeOrder::traceOfJaeger);
      case "stats" ->
          answer -> sort(answer.at("/data/result"), metric -> text(metric.path("metric")));
      case "values" -> answer -> sort(answer.path("values"), FreeOrder::text);
      case "hits" -> answer -> sort(answer.path("hits"), series -> text(series.path("fields")));
      case "facets" -> answer -> facets(answer.path("facets"), facetsMax);
      default -> throw new AssertionError("a kind that this test does not know: " + kind);
    };
  }

  private static String text(JsonNode json) {
    return JsonExpectation.canonical(json);
  }

  private static void sort(JsonNode list, Function<JsonNode, String> key) {
    if (list instanceof ArrayNode array) {
      List<JsonNode> items = new ArrayList<>();
      array.forEach(items::add);
      items.sort(Comparator.comparing(key));
      array.removeAll().addAll(items);
    }
  }

  private static void traceOfJaeger(JsonNode trace) {
    JsonNode processes = ((ObjectNode) trace).remove("processes");
    processes.forEach(process -> plainTags(process.path("tags")));
    for (JsonNode span : trace.path("spans")) {
      ObjectNode members = (ObjectNode) span;
      members.set("process", processes.path(members.remove("processID").asText()));
      members.remove(List.of("flags", "warnings"));
      plainTags(span.path("tags"));
      span.path("logs").forEach(log -> plainTags(log.path("fields")));
    }
    sort(trace.path("spans"), span -> span.path("spanID") + text(span));
  }

  /// Tags by key and text; an error that is none may be told or not.
  private static void plainTags(JsonNode tags) {
    ArrayNode array = (ArrayNode) tags;
    for (int i = array.size() - 1; i >= 0; i--) {
      ObjectNode tag = (ObjectNode) array.get(i);
      String value = tag.path("value").asText();
      boolean isNoError = value.equals("unset") || value.equals("false");
      if (tag.path("key").asText().equals("error") && isNoError) {
        array.remove(i);
        continue;
      }
      boolean isNumber = value.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
      tag.remove("type");
      tag.put("value", isNumber ? Double.toString(Double.parseDouble(value)) : dashed(value));
    }
    sort(array, FreeOrder::text);
  }

  private static String dashed(String value) {
    return value.isEmpty() ? "-" : value;
  }

  /// Which of the values with equally few hits make it into a facet is open.
  private static void facets(JsonNode facets, int facetsMax) {
    ArrayNode array = (ArrayNode) facets;
    for (int i = array.size() - 1; i >= 0; i--) {
      if (array.get(i).path("field_name").asText().equals("flags")) {
        array.remove(i);
      }
    }
    for (JsonNode facet : array) {
      JsonNode values = facet.path("values");
      int fewest = values.path(values.size() - 1).path("hits").asInt();
      boolean isFull = values.size() >= facetsMax;
      boolean isPrivate = facet.path("field_name").asText().equals("_stream_id");
      for (JsonNode value : values) {
        if (isPrivate || (isFull && value.path("hits").asInt() == fewest)) {
          ((ObjectNode) value).put("field_value", "(any)");
        }
      }
      sort(values, FreeOrder::text);
    }
    sort(array, facet -> facet.path("field_name").asText());
  }
}
