package dev.vestige.cmd.query;

import dev.vestige.cmd.client.FlatJson;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A line of `key=value` for each row; values with other than plain characters stand in quotes.
final class LogfmtPrinter implements RowPrinter {
  private static final Pattern NEEDS_QUOTES = Pattern.compile("[\\s\"=\\\\\\p{Cntrl}]");

  private final Consumer<String> out;

  LogfmtPrinter(Consumer<String> out) {
    this.out = out;
  }

  @Override
  public void row(String line) {
    out.accept(
        FlatJson.read(line).entrySet().stream()
                .map(field -> quoted(field.getKey()) + "=" + quoted(field.getValue()))
                .collect(Collectors.joining(" "))
            + "\n");
  }

  @Override
  public void finish() {}

  private static String quoted(String text) {
    if (!text.isEmpty() && !NEEDS_QUOTES.matcher(text).find()) {
      return text;
    }
    return "\"" + PrintableText.of(text.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
  }
}
