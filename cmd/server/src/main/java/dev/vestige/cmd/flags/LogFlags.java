package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.BOOL;
import static dev.vestige.cmd.flags.ScalarType.NUMBER;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is logged, where and how.
public final class LogFlags {
  private static final ScalarType<Integer> AT_LEAST_ZERO = ScalarType.atLeast(NUMBER, "0");

  private static final Set<String> JSON_FIELD_NAMES = Set.of("ts", "level", "caller", "msg");

  public static final Flag<String> LEVEL =
      Flag.of(
          "loggerLevel",
          ScalarType.oneOf("INFO", "WARN", "ERROR", "FATAL", "PANIC"),
          "INFO",
          Role.ALL,
          "The lowest level to log. FATAL and PANIC leave nothing but the message the process dies"
              + " with.");

  public static final Flag<String> FORMAT =
      Flag.of(
          "loggerFormat",
          ScalarType.oneOf("default", "json"),
          "default",
          Role.ALL,
          "Lines of fields separated by tabs, or a JSON object per line.");

  public static final Flag<String> OUTPUT =
      Flag.of(
          "loggerOutput",
          ScalarType.oneOf("stderr", "stdout"),
          "stderr",
          Role.ALL,
          "Where to log to.");

  public static final Flag<ZoneId> TIMEZONE =
      Flag.of(
          "loggerTimezone",
          new ScalarType<>("zone", "", LogFlags::readZone),
          "UTC",
          Role.ALL,
          "Zone of the timestamps, such as Europe/Berlin, or Local.");

  public static final Flag<Boolean> DISABLE_TIMESTAMPS =
      Flag.of(
          "loggerDisableTimestamps",
          BOOL,
          "false",
          Role.ALL,
          "Whether to log without timestamps, when something else adds them.");

  public static final Flag<Map<String, String>> JSON_FIELDS =
      Flag.of(
          "loggerJSONFields",
          new ScalarType<>("names", "", LogFlags::readFieldNames),
          "",
          Role.ALL,
          "Other names for the fields ts, level, caller and msg of JSON lines, as in"
              + " ts:timestamp,msg:message.");

  public static final Flag<Integer> MAX_ARG_LEN =
      Flag.of(
          "loggerMaxArgLen",
          AT_LEAST_ZERO,
          "5000",
          Role.ALL,
          "Longest message; the middle of a longer one is replaced by two dots. 0 means no bound.");

  public static final Flag<Integer> ERRORS_PER_SECOND_LIMIT =
      Flag.of(
          "loggerErrorsPerSecondLimit",
          AT_LEAST_ZERO,
          "0",
          Role.ALL,
          "Most errors to log per second and place in the code; more are only counted. 0 means no"
              + " bound.");

  public static final Flag<Integer> WARNS_PER_SECOND_LIMIT =
      Flag.of(
          "loggerWarnsPerSecondLimit",
          AT_LEAST_ZERO,
          "0",
          Role.ALL,
          "Most warnings to log per second and place in the code; more are only counted. 0 means no"
              + " bound.");

  static final FlagGroup GROUP =
      new FlagGroup(
          "Log",
          List.of(
              LEVEL,
              FORMAT,
              OUTPUT,
              TIMEZONE,
              DISABLE_TIMESTAMPS,
              JSON_FIELDS,
              MAX_ARG_LEN,
              ERRORS_PER_SECOND_LIMIT,
              WARNS_PER_SECOND_LIMIT));

  private LogFlags() {}

  private static Map<String, String> readFieldNames(String text) {
    Map<String, String> names = new HashMap<>();
    for (String pair : text.isEmpty() ? List.<String>of() : ListSyntax.split(text)) {
      int colon = pair.indexOf(':');
      boolean isPair = colon > 0 && colon < pair.length() - 1;
      if (!isPair || !JSON_FIELD_NAMES.contains(pair.substring(0, colon))) {
        throw new IllegalArgumentException(
            "expected pairs such as ts:timestamp,msg:message of the names ts, level, caller and"
                + " msg");
      }
      names.put(pair.substring(0, colon), pair.substring(colon + 1));
    }
    return Map.copyOf(names);
  }

  private static ZoneId readZone(String text) {
    try {
      return text.equals("Local") ? ZoneId.systemDefault() : ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected a time zone such as UTC, Europe/Berlin or Local", e);
    }
  }
}
