package dev.vestige.it.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vestige.it.process.Await;
import dev.vestige.it.process.ProcessRun;
import dev.vestige.it.process.Shipped;
import dev.vestige.it.replay.Wire.HttpAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Plays the steps of one case. Servers that a step starts end with it.
final class CaseRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOMENT_MILLIS = 200;

  private final Path folder;
  private final boolean needsProcess;
  private final SSLContext tls;
  private final @Nullable Node common;
  private final Map<String, Node> own = new HashMap<>();
  private List<String> lastFlags = List.of();

  /// @param common the server of cases that start none
  /// @param needsProcess whether servers that the case starts are processes
  CaseRun(Path folder, boolean needsProcess, SSLContext tls, @Nullable Node common) {
    this.folder = folder;
    this.needsProcess = needsProcess;
    this.tls = tls;
    this.common = common;
  }

  void play(JsonNode step) throws Exception {
    JsonNode expected = step.get("expect");
    switch (step.get("op").asText()) {
      case "http" -> http(step, new Expectation(expected));
      case "raw" -> raw(step, expected);
      case "start" -> start(step);
      case "signal" -> signal(step.get("signal").asText());
      case "alive" -> assertThat(process().isAlive()).isTrue();
      case "stop" -> stop(step, expected);
      case "process" -> process(step, expected);
      default -> throw new AssertionError("a step that this test does not know: " + step);
    }
  }

  private Node node() {
    return own.isEmpty() ? Objects.requireNonNull(common) : own.values().iterator().next();
  }

  private ProcessRun process() {
    return ((Node.Shipped) node()).process();
  }

  private void start(JsonNode step) {
    own.values().forEach(Node::close);
    own.clear();
    if (step.has("flags")) {
      lastFlags = Expectation.texts(step.get("flags"));
    }
    Map<String, String> environment = environment(step);
    own.put(
        step.get("node").asText(),
        needsProcess
            ? Node.Shipped.start(folder, environment, lastFlags)
            : Node.Inner.start(folder, environment, lastFlags));
  }

  private static Map<String, String> environment(JsonNode step) {
    Map<String, String> environment = new HashMap<>();
    if (step.has("env")) {
      step.get("env").properties().forEach(e -> environment.put(e.getKey(), e.getValue().asText()));
    }
    return environment;
  }

  // ---- requests

  private void http(JsonNode step, Expectation expectation) throws IOException {
    byte[] request = request(step);
    boolean isRepeated = step.has("retry_s");
    if (!isRepeated) {
      expectation.check(ask(step, request));
      return;
    }
    Await.until(
        PATIENCE,
        () -> {
          try {
            expectation.check(ask(step, request));
            return true;
          } catch (IOException | AssertionError e) {
            return false;
          }
        },
        "the answer to " + step.get("path") + " is not as expected");
  }

  private HttpAnswer ask(JsonNode step, byte[] request) throws IOException {
    try (Wire wire = Wire.connect(node().port(), step.has("tls") ? tls : null)) {
      wire.send(request);
      wire.awaitEnd();
      boolean isHead = step.get("method").asText().equals("HEAD");
      return isHead ? HttpAnswer.head(wire.text()) : wire.answers(1).getFirst();
    }
  }

  private static byte[] request(JsonNode step) {
    byte[] body =
        step.has("body") ? Base64.getDecoder().decode(step.get("body").asText()) : new byte[0];
    StringBuilder head = new StringBuilder();
    head.append(step.get("method").asText()).append(' ').append(step.get("path").asText());
    head.append(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ")
        .append(body.length);
    step.get("headers")
        .properties()
        .forEach(
            h -> head.append("\r\n").append(h.getKey()).append(": ").append(h.getValue().asText()));
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.append("\r\n\r\n").toString().getBytes(ISO_8859_1));
    request.writeBytes(body);
    return request.toByteArray();
  }

  private void raw(JsonNode step, JsonNode expected) throws IOException {
    try (Wire wire = Wire.connect(node().port(), step.has("tls") ? tls : null)) {
      for (JsonNode part : step.get("send")) {
        send(wire, part);
      }
      if (expected.has("statuses")) {
        List<Integer> statuses = Expectation.numbers(expected.get("statuses"));
        assertThat(wire.answers(statuses.size()).stream().map(HttpAnswer::status))
            .as(wire.text())
            .containsExactlyElementsOf(statuses);
      } else {
        wire.answers(1);
      }
      checkRaw(wire, expected);
    }
  }

  private void send(Wire wire, JsonNode part) {
    if (part.has("data")) {
      wire.send(part.get("data").asText().getBytes(ISO_8859_1));
    } else if (part.has("repeat")) {
      JsonNode repeat = part.get("repeat");
      wire.send(repeat.get(0).asText().repeat(repeat.get(1).asInt()).getBytes(ISO_8859_1));
    } else if (part.has("signal")) {
      signal(part.get("signal").asText());
    } else {
      // The client of the recording took its time here; nothing can be awaited instead.
      LockSupport.parkNanos((long) (part.get("wait").asDouble() * 1e9));
    }
  }

  private static void checkRaw(Wire wire, JsonNode expected) {
    if (expected.path("closed").asBoolean(false)) {
      wire.awaitEnd();
    } else if (expected.has("closed")) {
      assertThat(wire.endsWithin(MOMENT_MILLIS)).isFalse();
    }
    if (expected.has("no_response")) {
      assertThat(wire.text()).isEmpty();
    }
    if (expected.has("regex")) {
      assertThat(wire.text()).containsPattern("(?s)" + expected.get("regex").asText());
    }
    if (expected.has("not_contains")) {
      Expectation.texts(expected.get("not_contains"))
          .forEach(part -> assertThat(wire.text()).doesNotContain(part));
    }
  }

  // ---- processes

  private void signal(String name) {
    process().signal(name);
  }

  private void stop(JsonNode step, JsonNode expected) {
    String signal = step.path("signal").asText("TERM");
    if (!signal.equals("NONE")) {
      signal(signal);
    }
    assertThat(process().awaitExit()).isEqualTo(expected.get("exit_code").asInt());
  }

  private void process(JsonNode step, JsonNode expected) {
    String data = own.isEmpty() ? "" : node().folder().resolve("data").toString();
    Stream<String> arguments =
        Expectation.texts(step.get("args")).stream().map(word -> word.replace("{{DATA:s}}", data));
    String[] command =
        Stream.concat(Stream.of(Shipped.executable().toString()), arguments).toArray(String[]::new);
    try (ProcessRun run = ProcessRun.start(folder, environment(step), command)) {
      int exitCode = run.awaitExit();
      String output = run.out() + run.err();
      if (expected.has("exit_code")) {
        assertThat(Expectation.numbers(expected.get("exit_code"))).as(output).contains(exitCode);
      } else {
        assertThat(exitCode).as(output).isNotZero();
      }
      for (JsonNode part : expected.path("output_contains")) {
        assertThat(output).contains(part.asText());
      }
      for (JsonNode part : expected.path("stdout_contains")) {
        assertThat(run.out()).contains(part.asText());
      }
    }
  }

  @Override
  public void close() {
    own.values().forEach(Node::close);
  }
}
