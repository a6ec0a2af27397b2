package dev.vestige.cmd.migrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.client.NodeCalls;
import dev.vestige.cmd.client.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Gathers spans into requests in OTLP's JSON and sends them. A request that the node refuses for
/// now is sent again; one that got no answer is not, since nobody knows whether it was stored. Used
/// by one thread.
final class OtlpSender implements SpanTarget {
  private static final String PATH = "/insert/opentelemetry/v1/traces";
  private static final JsonMapper JSON = new JsonMapper();

  private final NodeCalls node;
  private final Map<ObjectNode, Map<ObjectNode, ArrayNode>> gathered = new LinkedHashMap<>();
  private int spans;
  private long chars;
  private long sent;
  private long rejected;
  private String rejection = "";

  OtlpSender(NodeCalls node) {
    this.node = node;
  }

  @Override
  public void span(ObjectNode resource, ObjectNode scope, ObjectNode span) {
    gathered
        .computeIfAbsent(resource, _ -> new LinkedHashMap<>())
        .computeIfAbsent(scope, _ -> JSON.createArrayNode())
        .add(span);
    spans++;
    chars += span.toString().length();
    if (spans >= Limits.BATCH_SPANS_MAX || chars >= Limits.BATCH_CHARS_MAX) {
      flush();
    }
  }

  /// Sends what is gathered.
  void flush() {
    if (spans == 0) {
      return;
    }
    try {
      byte[] body = JSON.writeValueAsBytes(request());
      read(post(body));
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, "sending spans to " + node.address() + ": " + e, e);
    }
    sent += spans;
    spans = 0;
    chars = 0;
    gathered.clear();
  }

  private ObjectNode request() {
    ObjectNode request = JSON.createObjectNode();
    ArrayNode resources = request.putArray("resourceSpans");
    gathered.forEach((resource, scopes) -> {
      ObjectNode section = resources.addObject();
      section.set("resource", resource);
      ArrayNode scopeSpans = section.putArray("scopeSpans");
      scopes.forEach((scope, all) -> {
        ObjectNode group = scopeSpans.addObject();
        group.set("scope", scope);
        group.set("spans", all);
      });
    });
    return request;
  }

  private InputStream post(byte[] body) {
    long wait = Limits.RETRY_WAIT_MILLIS;
    for (int tries = 1; ; tries++) {
      try {
        return node.post(PATH, "application/json", body);
      } catch (RefusedException e) {
        if (!e.isPassing() || tries == Limits.TRIES_MAX) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(wait));
        wait *= 2;
      }
    }
  }

  private void read(InputStream answer) throws IOException {
    try (answer) {
      JsonNode partial = JSON.readTree(answer).path("partialSuccess");
      rejected += partial.path("rejectedSpans").asLong();
      if (rejection.isEmpty()) {
        rejection = partial.path("errorMessage").asText();
      }
    }
  }

  /// Spans that were sent, those among them that the node refused, and why it refused the first.
  long sent() {
    return sent;
  }

  long rejected() {
    return rejected;
  }

  String rejection() {
    return rejection;
  }
}
