package dev.vestige.select.logsql;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the text of a stream, `{name="…",resource_attr:service.name="…"}`, back into its labels.
/// What is in the text was written by [dev.vestige.storage.Streams]; a text of another shape gives
/// the labels up to where it goes wrong.
final class StreamLabels {
  private final String text;
  private int at = 1;

  private StreamLabels(String text) {
    this.text = text;
  }

  static Map<String, String> parse(String text) {
    return new StreamLabels(text).read();
  }

  private Map<String, String> read() {
    Map<String, String> labels = new LinkedHashMap<>();
    while (at < text.length()) {
      int quote = text.indexOf("=\"", at);
      if (quote < 0) {
        break;
      }
      String label = text.substring(at, quote);
      at = quote + 2;
      labels.put(label, value());
      at++;
    }
    return labels;
  }

  /// Reads up to the closing quote and stands on what follows it.
  private String value() {
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      value.append(c == '\\' && at < text.length() ? escaped() : c);
    }
    at++;
    return value.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> 11;
      case 'x' -> hex();
      default -> c;
    };
  }

  private char hex() {
    int end = Math.min(text.length(), at + 2);
    int value = 0;
    while (at < end) {
      value = value * 16 + Math.max(0, Character.digit(text.charAt(at++), 16));
    }
    return (char) value;
  }
}
