package dev.vestige.cmd.migrate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vestige.base.VestigeException;
import java.io.IOException;

/// Reads OTLP's JSON: requests one after another, as the Collector's file exporter writes them. One
/// span is in memory at a time, however large a request is. Used by one thread.
final class OtlpFile {
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonParser parser;
  private final SpanTarget target;
  private ObjectNode resource = JSON.createObjectNode();
  private ObjectNode scope = JSON.createObjectNode();

  private OtlpFile(JsonParser parser, SpanTarget target) {
    this.parser = parser;
    this.target = target;
  }

  static void read(JsonParser parser, SpanTarget target) throws IOException {
    OtlpFile file = new OtlpFile(parser, target);
    while (parser.nextToken() != null) {
      file.eachField("resourceSpans", () -> file.eachElement(file::resourceSpans));
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  /// Reads an object of which one field counts.
  private void eachField(String name, Step step) throws IOException {
    requireObject();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String found = parser.currentName();
      parser.nextToken();
      if (found.equals(name)) {
        step.run();
      } else {
        parser.skipChildren();
      }
    }
  }

  private void eachElement(Step step) throws IOException {
    if (!parser.isExpectedStartArrayToken()) {
      throw unexpected("an array");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requireObject();
      step.run();
    }
  }

  private void resourceSpans() throws IOException {
    resource = JSON.createObjectNode();
    boolean hasSpans = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "resource" -> resource = tree(hasSpans);
        case "scopeSpans" -> {
          hasSpans = true;
          eachElement(this::scopeSpans);
        }
        default -> parser.skipChildren();
      }
    }
  }

  private void scopeSpans() throws IOException {
    scope = JSON.createObjectNode();
    boolean hasSpans = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "scope" -> scope = tree(hasSpans);
        case "spans" -> {
          hasSpans = true;
          eachElement(() -> target.span(resource, scope, tree(false)));
        }
        default -> parser.skipChildren();
      }
    }
  }

  /// An object as a whole.
  ///
  /// @param isTooLate when spans were read that belong to it
  private ObjectNode tree(boolean isTooLate) throws IOException {
    requireObject();
    if (isTooLate) {
      throw unexpected("`" + parser.currentName() + "` before the spans that belong to it");
    }
    ObjectNode tree = JSON.readTree(parser);
    return tree;
  }

  private void requireObject() throws IOException {
    if (!parser.isExpectedStartObjectToken()) {
      throw unexpected("an object");
    }
  }

  private VestigeException unexpected(String expected) throws IOException {
    return VestigeException.invalidInput(
        "expected " + expected + " at " + parser.currentLocation() + ", found " + parser.getText());
  }
}
