package dev.vestige.cmd.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// The description of all endpoints, `docs/api/openapi.json`.
public final class ApiDocument {
  private static final Set<String> METHODS = Set.of("get", "post");

  private final JsonNode root;

  private ApiDocument(JsonNode root) {
    this.root = root;
  }

  public static ApiDocument read() throws IOException {
    Path file =
        Path.of(
            Objects.requireNonNull(System.getProperty("vestige.root")), "docs/api/openapi.json");
    return new ApiDocument(new ObjectMapper().readTree(Files.readString(file)));
  }

  /// The operations, in their order.
  public List<ApiOperation> operations() {
    List<ApiOperation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      JsonNode item = resolved(path.getValue());
      for (Map.Entry<String, JsonNode> member : item.properties()) {
        if (METHODS.contains(member.getKey())) {
          operations.add(operation(path.getKey(), member.getKey(), item, member.getValue()));
        }
      }
    }
    return operations;
  }

  private ApiOperation operation(String path, String method, JsonNode item, JsonNode node) {
    List<ApiOperation.Parameter> parameters = new ArrayList<>();
    for (JsonNode each : node.path("parameters")) {
      JsonNode parameter = resolved(each);
      List<String> aliases = new ArrayList<>();
      parameter.path("x-aliases").forEach(alias -> aliases.add(alias.asText()));
      parameters.add(
          new ApiOperation.Parameter(
              parameter.path("name").asText(),
              parameter.path("in").asText(),
              parameter.path("example").asText(""),
              parameter.path("required").asBoolean(),
              aliases,
              parameter.path("x-instead-of").asText("")));
    }
    return new ApiOperation(
        method.toUpperCase(Locale.ROOT),
        path,
        item.path("x-route").asText(path.replaceAll("\\{\\w+}", "*")),
        node,
        parameters);
  }

  /// The names of the routes that are described, as the router has them.
  public Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    operations().forEach(operation -> routes.add(operation.route()));
    return routes;
  }

  /// What a reference stands for; the thing itself when it is none.
  JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText("");
    if (reference.isEmpty()) {
      return node;
    }
    JsonNode found = root.at(reference.substring(1));
    if (found.isMissingNode()) {
      throw new AssertionError("nothing at " + reference);
    }
    return found;
  }

  /// What is wrong with a value by its schema: types, members that are missing, and the same for
  /// what is in it. Empty when nothing is.
  public String mismatch(JsonNode value, JsonNode schema, String where) {
    JsonNode known = resolved(schema);
    String type = known.path("type").asText("");
    boolean fits =
        switch (type) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          default -> true;
        };
    if (!fits) {
      return where + " is no " + type + ": " + value;
    }
    for (JsonNode name : known.path("required")) {
      if (!value.has(name.asText())) {
        return where + " has no " + name.asText();
      }
    }
    for (Map.Entry<String, JsonNode> member : known.path("properties").properties()) {
      JsonNode inner = value.path(member.getKey());
      String wrong =
          inner.isMissingNode()
              ? ""
              : mismatch(inner, member.getValue(), where + "." + member.getKey());
      if (!wrong.isEmpty()) {
        return wrong;
      }
    }
    if (value.isArray() && known.has("items")) {
      for (JsonNode item : value) {
        String wrong = mismatch(item, known.path("items"), where + "[]");
        if (!wrong.isEmpty()) {
          return wrong;
        }
      }
    }
    return "";
  }
}
