package dev.vestige.cmd.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vestige.cmd.flags.Flags;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LineHandlerTest {
  private static final String NAME = LineHandlerTest.class.getName();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LogCounts counts = new LogCounts();
  private final Logger julLogger = Logger.getLogger(NAME);

  private LineHandler attach(String... flags) {
    LogOptions options = LogOptions.of(Flags.parse(List.of(flags), Map.of()));
    LineHandler handler = new LineHandler(options, counts, out);
    julLogger.setUseParentHandlers(false);
    julLogger.setLevel(Level.ALL);
    julLogger.addHandler(handler);
    return handler;
  }

  @AfterEach
  void detach() {
    for (var handler : julLogger.getHandlers()) {
      julLogger.removeHandler(handler);
    }
  }

  private List<String> lines() {
    return out.toString(UTF_8).lines().toList();
  }

  @Test
  void a_line_names_the_place_that_logged() {
    attach();
    LoggerFactory.getLogger(NAME).warn("hello {}", "you");
    assertThat(lines())
        .singleElement()
        .asString()
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\twarn"
                + "\tdev/vestige/cmd/log/LineHandlerTest\\.java:\\d+\thello you");
  }

  @Test
  void messages_of_java_util_logging_have_their_arguments() {
    attach();
    julLogger.log(Level.SEVERE, "broken {0}", "pipe");
    assertThat(lines()).singleElement().asString().contains("\terror\t").endsWith("\tbroken pipe");
  }

  @Test
  void messages_are_counted_by_level_and_place() {
    attach();
    for (int i = 0; i < 3; i++) {
      julLogger.info("x");
    }
    julLogger.warning("y");
    assertThat(counts.list()).extracting(LogCounts.Count::level).containsExactly("info", "warn");
    assertThat(counts.list()).extracting(LogCounts.Count::messages).containsExactly(3L, 1L);
    assertThat(counts.list().getFirst().location()).startsWith("dev/vestige/cmd/log/LineHandler");
  }

  @Test
  void a_rate_limit_holds_per_second_and_place_and_suppressed_messages_are_counted() {
    LineHandler handler = attach("-loggerWarnsPerSecondLimit=2");
    for (int i = 0; i < 10; i++) {
      publish(handler, Level.WARNING, 100);
    }
    assertThat(lines()).hasSize(3);
    assertThat(lines().getLast()).endsWith("\tmore than 2 per second, the rest is left out: m");
    publish(handler, Level.WARNING, 101);
    publish(handler, Level.INFO, 101);
    publish(handler, Level.SEVERE, 101);
    assertThat(lines()).hasSize(6);
    assertThat(counts.list())
        .extracting(LogCounts.Count::level, LogCounts.Count::messages)
        .contains(tuple("warn", 11L));
  }

  private static void publish(LineHandler handler, Level level, long second) {
    LogRecord message = new LogRecord(level, "m");
    message.setInstant(Instant.ofEpochSecond(second));
    handler.publish(message);
  }

  @Test
  void one_past_the_most_places_is_counted_with_others() {
    for (int i = 0; i < Limits.LOCATIONS_MAX; i++) {
      counts.add(LogLevel.INFO, "place" + i);
    }
    counts.add(LogLevel.INFO, "one more");
    counts.add(LogLevel.INFO, "and more");
    counts.add(LogLevel.INFO, "place0");
    assertThat(counts.list()).hasSize(Limits.LOCATIONS_MAX + 1);
    assertThat(counts.list())
        .contains(
            new LogCounts.Count("info", "elsewhere", 2), new LogCounts.Count("info", "place0", 2));
  }
}
