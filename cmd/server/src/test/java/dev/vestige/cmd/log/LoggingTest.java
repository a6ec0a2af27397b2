package dev.vestige.cmd.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.cmd.flags.Flags;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {
  private final Logger root = Logger.getLogger("");
  private final Handler[] handlersBefore = root.getHandlers();
  private final Level levelBefore = root.getLevel();

  @AfterEach
  void restore() {
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    for (Handler handler : handlersBefore) {
      root.addHandler(handler);
    }
    root.setLevel(levelBefore);
  }

  private static List<String> logged(String... flags) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LogOptions options = LogOptions.of(Flags.parse(List.of(flags), Map.of()));
    Logging.install(options, new LogCounts(), out);
    org.slf4j.Logger logger = LoggerFactory.getLogger("dev.vestige.some");
    logger.debug("d");
    logger.info("i");
    logger.warn("w");
    logger.error("e");
    return out.toString(UTF_8).lines().map(line -> line.substring(line.length() - 1)).toList();
  }

  @Test
  void the_level_decides_what_is_written() {
    assertThat(logged()).containsExactly("i", "w", "e");
    assertThat(logged("-loggerLevel=WARN")).containsExactly("w", "e");
    assertThat(logged("-loggerLevel=ERROR")).containsExactly("e");
    assertThat(logged("-loggerLevel=FATAL")).isEmpty();
    assertThat(logged("-loggerLevel=PANIC")).isEmpty();
  }

  @Test
  void handlers_outlast_a_reset() {
    new Logging.LastingLogs().reset();
    assertThat(root.getHandlers()).isEqualTo(handlersBefore);
  }
}
