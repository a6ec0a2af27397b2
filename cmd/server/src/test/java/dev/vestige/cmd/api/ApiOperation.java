package dev.vestige.cmd.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One method of one path.
///
/// @param route what the router calls it
/// @param node what the document says
public record ApiOperation(
    String method, String path, String route, JsonNode node, List<Parameter> parameters) {

  /// One thing that a request may say.
  ///
  /// @param place query, path or header
  /// @param example empty when there is none
  /// @param aliases other names, which count where this one is missing
  /// @param insteadOf the required one that it replaces, empty for none
  public record Parameter(
      String name,
      String place,
      String example,
      boolean isRequired,
      List<String> aliases,
      String insteadOf) {
    public boolean isArgument() {
      return place.equals("query");
    }
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  public List<Parameter> arguments() {
    return parameters.stream().filter(Parameter::isArgument).toList();
  }

  /// Arguments that have an example.
  public Map<String, String> exampleArguments() {
    return arguments(
        arguments().stream()
            .filter(each -> !each.example().isEmpty() && each.insteadOf().isEmpty())
            .toList());
  }

  /// Arguments without which it does not work.
  public Map<String, String> requiredArguments() {
    return arguments(arguments().stream().filter(Parameter::isRequired).toList());
  }

  private static Map<String, String> arguments(List<Parameter> parameters) {
    Map<String, String> arguments = new LinkedHashMap<>();
    parameters.forEach(each -> arguments.put(each.name(), each.example()));
    return arguments;
  }

  /// The status that its example is answered with: the first that is described.
  public int status() {
    return Integer.parseInt(node.path("responses").fieldNames().next());
  }

  private JsonNode content() {
    return node.path("responses").path(Integer.toString(status())).path("content");
  }

  /// The media type of the answer to its example, empty for none.
  public String contentType() {
    return content().isMissingNode() ? "" : content().fieldNames().next();
  }

  public JsonNode schema() {
    return content().path(contentType()).path("schema");
  }

  /// Whether its answer ends.
  public boolean isEndless() {
    return contentType().equals("application/x-ndjson");
  }

  /// A request with its example for a body.
  public HttpRequest request(String server, Map<String, String> arguments) {
    String target = path;
    for (Parameter each : parameters) {
      target = target.replace("{" + each.name() + "}", encoded(each.example()));
    }
    List<String> pairs = new ArrayList<>();
    arguments.forEach((name, value) -> pairs.add(encoded(name) + "=" + encoded(value)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create(
                server
                    + target
                    + pairs.stream()
                        .collect(Collectors.joining("&", "?", ""))
                        .replaceAll("\\?$", "")));
    for (Map.Entry<String, JsonNode> body : node.path("requestBody").path("content").properties()) {
      if (body.getValue().has("example")) {
        return request
            .header("Content-Type", body.getKey())
            .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes(body.getValue())))
            .build();
      }
    }
    return request.method(method, HttpRequest.BodyPublishers.noBody()).build();
  }

  private static byte[] bytes(JsonNode body) {
    String text = body.path("example").asText();
    boolean isPacked = body.path("schema").path("contentEncoding").asText("").equals("base64");
    return isPacked ? Base64.getDecoder().decode(text) : text.getBytes(UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
