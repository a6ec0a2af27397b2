package dev.vestige.it.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vestige.it.replay.Wire.HttpAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/// What a recorded answer demands of another one.
final class Expectation {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode expected;

  Expectation(JsonNode expected) {
    this.expected = expected;
  }

  void check(HttpAnswer answer) {
    String text = text(answer);
    expected.properties().forEach(each -> check(each.getKey(), each.getValue(), answer, text));
  }

  private void check(String what, JsonNode wanted, HttpAnswer answer, String text) {
    switch (what) {
      case "status" -> assertThat(numbers(wanted)).as(text).contains(answer.status());
      case "content_type" ->
          assertThat(answer.header("Content-Type"))
              .hasValueSatisfying(type -> assertThat(type).startsWith(wanted.asText()));
      case "headers" ->
          wanted
              .properties()
              .forEach(each -> checkHeader(each.getValue(), answer.header(each.getKey())));
      case "text" -> assertThat(text).isEqualTo(wanted.asText());
      case "empty" -> assertThat(text).isEmpty();
      case "contains" -> assertThat(text).contains(texts(wanted));
      case "not_contains" -> texts(wanted).forEach(part -> assertThat(text).doesNotContain(part));
      case "regex" -> assertThat(text).containsPattern(Pattern.compile(wanted.asText()));
      // These say how the others are meant.
      case "ignore", "normalize", "facets_limit" -> {}
      case "metric_names" ->
          assertThat(text.lines().map(line -> line.split("[{ ]", 2)[0])).containsAll(texts(wanted));
      default -> new JsonExpectation(expected).check(what, wanted, text);
    }
  }

  private static void checkHeader(JsonNode wanted, Optional<String> value) {
    if (wanted.isNull()) {
      assertThat(value).isEmpty();
    } else if (wanted.isBoolean()) {
      assertThat(value).isPresent();
    } else if (wanted.isObject()) {
      assertThat(value)
          .hasValueSatisfying(
              text -> assertThat(text).containsPattern(wanted.get("regex").asText()));
    } else {
      assertThat(value).contains(wanted.asText());
    }
  }

  private static String text(HttpAnswer answer) {
    byte[] body = answer.body().getBytes(ISO_8859_1);
    if (answer.header("Content-Encoding").filter("gzip"::equals).isEmpty()) {
      return new String(body, UTF_8);
    }
    try (GZIPInputStream expanded = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(expanded.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + text, e);
    }
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  static List<String> texts(JsonNode array) {
    return stream(array).map(JsonNode::asText).toList();
  }

  /// One number or several.
  static List<Integer> numbers(JsonNode wanted) {
    return wanted.isArray()
        ? stream(wanted).map(JsonNode::asInt).toList()
        : List.of(wanted.asInt());
  }
}
