package dev.vestige.it.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One recorded query and what was answered.
record LogsQlCase(JsonNode recorded) {
  String id() {
    return recorded.get("id").asText();
  }

  HttpRequest request(URI server) {
    List<String> form = new ArrayList<>();
    add("query", recorded.get("query"), form);
    recorded.get("args").properties().forEach(each -> add(each.getKey(), each.getValue(), form));
    String[] tenant = recorded.get("tenant").asText().split(":", -1);
    return HttpRequest.newBuilder(server.resolve("/select/logsql/query"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("AccountID", tenant[0])
        .header("ProjectID", tenant[1])
        .POST(HttpRequest.BodyPublishers.ofString(String.join("&", form)))
        .build();
  }

  private static void add(String name, JsonNode value, List<String> form) {
    if (value.isArray()) {
      value.forEach(each -> add(name, each, form));
    } else {
      form.add(name + "=" + URLEncoder.encode(value.asText(), StandardCharsets.UTF_8));
    }
  }

  /// What is wrong with an answer; nothing when it is as recorded.
  Optional<String> fault(HttpResponse<String> answer) {
    if (answer.statusCode() != recorded.get("status").asInt()) {
      return Optional.of("status " + answer.statusCode() + ": " + answer.body());
    }
    if (answer.statusCode() != 200) {
      String token = recorded.path("error_contains").asText("").toLowerCase(Locale.ROOT);
      boolean mentions = answer.body().toLowerCase(Locale.ROOT).contains(token);
      return mentions
          ? Optional.empty()
          : Optional.of("does not mention `" + token + "`: " + answer.body());
    }
    List<JsonNode> rows =
        answer.body().lines().filter(line -> !line.isBlank()).map(Expectation::parse).toList();
    return new RowComparison(recorded).fault(rows);
  }
}
