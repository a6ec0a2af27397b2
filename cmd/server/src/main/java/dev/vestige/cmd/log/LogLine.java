package dev.vestige.cmd.log;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.vestige.cmd.log.LogOptions.Format;
import dev.vestige.cmd.log.LogOptions.Timestamps;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes one message as a line. A message cannot break out of its line: control characters are
/// escaped. Only the stack trace behind it, in the format with tabs, has lines of its own.
final class LogLine {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX", Locale.ROOT);

  private final LogOptions options;

  LogLine(LogOptions options) {
    this.options = options;
  }

  String render(
      Instant time, LogLevel level, String location, String message, @Nullable Throwable thrown) {
    String timestamp =
        options.timestamps() == Timestamps.ON ? TIMESTAMP.format(time.atZone(options.zone())) : "";
    String shortened = shortened(message);
    String trace = thrown == null ? "" : "\n" + stackTrace(thrown);
    return switch (options.format()) {
      case Format.Tabs _ ->
          (timestamp.isEmpty() ? "" : timestamp + '\t')
              + level.word()
              + '\t'
              + location
              + '\t'
              + escaped(shortened)
              + trace
              + '\n';
      case Format.Json json ->
          "{"
              + (timestamp.isEmpty() ? "" : member(json.name("ts"), timestamp) + ',')
              + member(json.name("level"), level.word())
              + ','
              + member(json.name("caller"), location)
              + ','
              + member(json.name("msg"), shortened + trace)
              + "}\n";
    };
  }

  /// A message that is too long without its middle.
  private String shortened(String message) {
    int most = options.messageCharsMax();
    if (most == 0 || message.length() <= most) {
      return message;
    }
    int half = most / 2;
    return message.substring(0, half) + ".." + message.substring(message.length() - half);
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    String trace = text.toString().stripTrailing();
    return trace.length() <= Limits.STACK_TRACE_CHARS_MAX
        ? trace
        : trace.substring(0, Limits.STACK_TRACE_CHARS_MAX) + "..";
  }

  private static String escaped(String message) {
    if (message.chars().noneMatch(Character::isISOControl)) {
      return message;
    }
    StringBuilder escaped = new StringBuilder(message.length() + 16);
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      switch (c) {
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            escaped.append("\\u%04x".formatted((int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }

  private static String member(String name, String value) {
    JsonStringEncoder encoder = JsonStringEncoder.getInstance();
    return '"'
        + new String(encoder.quoteAsString(name))
        + "\":\""
        + new String(encoder.quoteAsString(value))
        + '"';
  }
}
