package dev.vestige.it.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Compares rows with recorded ones. The order of fields never matters, computed numbers may differ
/// in their last digits, and which rows may change places the recorded case says.
final class RowComparison {
  private static final double PRECISION = 1e-9;
  private static final int NUMBER_LENGTH_MAX = 40;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private final JsonNode recorded;
  private final List<String> unorderedFields;
  private final List<String> ignoredFields;

  RowComparison(JsonNode recorded) {
    this.recorded = recorded;
    this.unorderedFields = Expectation.texts(recorded.path("unordered_fields"));
    this.ignoredFields = Expectation.texts(recorded.path("ignore_fields"));
  }

  Optional<String> fault(List<JsonNode> answered) {
    List<JsonNode> wanted = shown(Expectation.stream(recorded.path("rows")).toList());
    List<JsonNode> got = shown(answered);
    String mode = recorded.get("mode").asText();
    boolean isPart = mode.equals("subset") || mode.equals("count-only");
    int count = isPart ? recorded.get("count").asInt() : wanted.size();
    if (got.size() != count) {
      return Optional.of("wanted " + count + " rows, got " + got.size() + ": " + got);
    }
    return switch (mode) {
      case "count-only" -> Optional.empty();
      case "ordered" ->
          recorded.path("keys").isEmpty() ? inOrder(wanted, got) : byKeys(wanted, got);
      default -> unexpected(wanted, got);
    };
  }

  private List<JsonNode> shown(List<JsonNode> rows) {
    return rows.stream()
        .map(row -> (JsonNode) ((ObjectNode) row.deepCopy()).remove(ignoredFields))
        .toList();
  }

  private Optional<String> inOrder(List<JsonNode> wanted, List<JsonNode> got) {
    for (int i = 0; i < got.size(); i++) {
      if (!isSameRow(wanted.get(i), got.get(i))) {
        return Optional.of("row " + i + ": wanted " + wanted.get(i) + ", got " + got.get(i));
      }
    }
    return Optional.empty();
  }

  /// Rows with equal keys may come in any order.
  private Optional<String> byKeys(List<JsonNode> wanted, List<JsonNode> got) {
    List<String> keys = Expectation.texts(recorded.get("keys"));
    for (int i = 0; i < got.size(); i++) {
      JsonNode one = wanted.get(i);
      JsonNode other = got.get(i);
      if (!keys.stream().allMatch(key -> isSame(one.path(key), other.path(key), false))) {
        return Optional.of("row " + i + ": wanted the keys of " + one + ", got " + other);
      }
    }
    return unexpected(wanted, got);
  }

  private Optional<String> unexpected(List<JsonNode> wanted, List<JsonNode> got) {
    List<JsonNode> rest = new ArrayList<>(wanted);
    for (JsonNode row : got) {
      if (!rest.remove(row) && !removeSame(rest, row)) {
        return Optional.of("unexpected row " + row + ", wanted among others " + rest);
      }
    }
    return Optional.empty();
  }

  private boolean removeSame(List<JsonNode> rows, JsonNode row) {
    for (int i = 0; i < rows.size(); i++) {
      if (isSameRow(rows.get(i), row)) {
        rows.remove(i);
        return true;
      }
    }
    return false;
  }

  private boolean isSameRow(JsonNode a, JsonNode b) {
    return a.size() == b.size()
        && a.properties().stream()
            .allMatch(field ->
                b.has(field.getKey())
                    && isSame(
                        field.getValue(),
                        b.get(field.getKey()),
                        unorderedFields.contains(field.getKey())));
  }

  /// @param anyOrder whether the elements of an array may change places
  private static boolean isSame(JsonNode a, JsonNode b, boolean anyOrder) {
    if (a.equals(b)) {
      return true;
    }
    if (a.isTextual() && b.isTextual()) {
      return isSameText(a.asText(), b.asText(), anyOrder);
    }
    if (a.isNumber() && b.isNumber()) {
      return isClose(a.asDouble(), b.asDouble());
    }
    if (a.size() != b.size() || a.getNodeType() != b.getNodeType() || a.isValueNode()) {
      return false;
    }
    if (a.isObject()) {
      return a.properties().stream()
          .allMatch(field ->
              b.has(field.getKey()) && isSame(field.getValue(), b.get(field.getKey()), false));
    }
    List<JsonNode> rest = new ArrayList<>(Expectation.stream(b).toList());
    for (JsonNode element : a) {
      int candidates = anyOrder ? rest.size() : 1;
      int at = 0;
      while (at < candidates && !isSame(element, rest.get(at), false)) {
        at++;
      }
      if (at == candidates) {
        return false;
      }
      rest.remove(at);
    }
    return true;
  }

  private static boolean isSameText(String a, String b, boolean anyOrder) {
    if (isNumber(a) && isNumber(b)) {
      double x = Double.parseDouble(a);
      double y = Double.parseDouble(b);
      boolean isComputed = (a + b).chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E');
      return x != y && isComputed && isClose(x, y);
    }
    if (a.isEmpty() || b.isEmpty() || a.charAt(0) != b.charAt(0) || "{[".indexOf(a.charAt(0)) < 0) {
      return false;
    }
    try {
      return isSame(Expectation.parse(a), Expectation.parse(b), anyOrder);
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  private static boolean isNumber(String text) {
    return text.length() <= NUMBER_LENGTH_MAX && NUMBER.matcher(text).matches();
  }

  private static boolean isClose(double x, double y) {
    return Math.abs(x - y) <= PRECISION * Math.max(Math.abs(x), Math.abs(y));
  }
}
