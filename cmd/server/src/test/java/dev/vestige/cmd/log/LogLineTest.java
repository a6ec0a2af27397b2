package dev.vestige.cmd.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vestige.cmd.flags.Flags;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private static final Instant TIME = Instant.parse("2025-06-15T10:00:00.123456Z");

  private static String line(String message, @Nullable Throwable thrown, String... flags) {
    LogOptions options = LogOptions.of(Flags.parse(List.of(flags), Map.of()));
    return new LogLine(options).render(TIME, LogLevel.WARN, "a/B.java:7", message, thrown);
  }

  @Test
  void fields_are_separated_by_tabs() {
    assertThat(line("hello", null))
        .isEqualTo("2025-06-15T10:00:00.123Z\twarn\ta/B.java:7\thello\n");
  }

  @Test
  void timestamps_are_in_the_zone_or_left_out() {
    assertThat(line("x", null, "-loggerTimezone=Europe/Berlin"))
        .startsWith("2025-06-15T12:00:00.123+0200\t");
    assertThat(line("x", null, "-loggerTimezone=America/New_York"))
        .startsWith("2025-06-15T06:00:00.123-0400\t");
    assertThat(line("x", null, "-loggerDisableTimestamps")).isEqualTo("warn\ta/B.java:7\tx\n");
    assertThat(line("x", null, "-loggerDisableTimestamps", "-loggerFormat=json"))
        .isEqualTo("{\"level\":\"warn\",\"caller\":\"a/B.java:7\",\"msg\":\"x\"}\n");
  }

  @Test
  void json_lines_are_objects_whatever_the_message_holds() throws IOException {
    String message = "quote \" backslash \\ newline \n nul \0 é 🙂";
    String line = line(message, null, "-loggerFormat=json");
    assertThat(line).endsWith("}\n");
    assertThat(line.strip()).doesNotContain("\n");
    JsonNode object = new ObjectMapper().readTree(line);
    assertThat(object.get("ts").asText()).isEqualTo("2025-06-15T10:00:00.123Z");
    assertThat(object.get("msg").asText()).isEqualTo(message);
  }

  @Test
  void json_fields_may_have_other_names() {
    assertThat(line("x", null, "-loggerFormat=json", "-loggerJSONFields=ts:time,msg:message"))
        .isEqualTo(
            "{\"time\":\"2025-06-15T10:00:00.123Z\",\"level\":\"warn\",\"caller\":\"a/B.java:7\","
                + "\"message\":\"x\"}\n");
  }

  @Test
  void a_message_cannot_make_lines_or_fields_of_its_own() {
    assertThat(line("a\nb\tc\rd\u001be\u0085", null, "-loggerDisableTimestamps"))
        .isEqualTo("warn\ta/B.java:7\ta\\nb\\tc\\rd\\u001be\\u0085\n");
  }

  @Test
  void a_long_message_loses_its_middle() {
    String most = "0123456789";
    assertThat(line(most, null, "-loggerMaxArgLen=10")).endsWith("\t0123456789\n");
    assertThat(line(most + "a", null, "-loggerMaxArgLen=10")).endsWith("\t01234..6789a\n");
    assertThat(line("x".repeat(5_001), null)).hasSizeLessThan(5_100).contains("xx..xx");
    assertThat(line("x".repeat(5_001), null, "-loggerMaxArgLen=0")).hasSizeGreaterThan(5_001);
  }

  @Test
  void a_stack_trace_follows_and_is_bounded() {
    Exception thrown = new Exception("y".repeat(Limits.STACK_TRACE_CHARS_MAX));
    assertThat(line("x", thrown))
        .contains("\tx\njava.lang.Exception: yyy")
        .endsWith("..\n")
        .hasSizeLessThan(Limits.STACK_TRACE_CHARS_MAX + 100);
    assertThat(line("x", new Exception("z"), "-loggerFormat=json"))
        .contains("\"msg\":\"x\\njava.lang.Exception: z\\n");
  }
}
