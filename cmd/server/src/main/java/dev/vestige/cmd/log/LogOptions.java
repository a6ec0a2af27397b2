package dev.vestige.cmd.log;

import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.LogFlags;
import java.time.ZoneId;
import java.util.Map;

/// How the log looks.
///
/// @param messageCharsMax longest message, 0 for no bound
/// @param errorsPerSecond most errors per second and place, 0 for no bound
/// @param warnsPerSecond most warnings per second and place, 0 for no bound
public record LogOptions(
    LogLevel lowest,
    Format format,
    Timestamps timestamps,
    ZoneId zone,
    int messageCharsMax,
    int errorsPerSecond,
    int warnsPerSecond) {

  /// How a line is written.
  public sealed interface Format {
    /// Fields separated by tabs.
    record Tabs() implements Format {}

    /// An object per line; the fields `ts`, `level`, `caller` and `msg` may have other names.
    record Json(Map<String, String> names) implements Format {
      String name(String field) {
        return names.getOrDefault(field, field);
      }
    }
  }

  /// Whether lines begin with the time.
  public enum Timestamps {
    ON,
    OFF
  }

  public static LogOptions of(Flags flags) {
    boolean isJson = flags.get(LogFlags.FORMAT).equals("json");
    return new LogOptions(
        LogLevel.valueOf(flags.get(LogFlags.LEVEL)),
        isJson ? new Format.Json(flags.get(LogFlags.JSON_FIELDS)) : new Format.Tabs(),
        flags.get(LogFlags.DISABLE_TIMESTAMPS) ? Timestamps.OFF : Timestamps.ON,
        flags.get(LogFlags.TIMEZONE),
        flags.get(LogFlags.MAX_ARG_LEN),
        flags.get(LogFlags.ERRORS_PER_SECOND_LIMIT),
        flags.get(LogFlags.WARNS_PER_SECOND_LIMIT));
  }
}
