package dev.vestige.cmd.query;

import dev.vestige.cmd.client.FlatJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Rows below the names of their fields, aligned. Long answers become several tables, each with
/// columns as wide as its rows need.
final class TablePrinter implements RowPrinter {
  private static final String GAP = "  ";

  private final Consumer<String> out;
  private final List<Map<String, String>> rows = new ArrayList<>();

  TablePrinter(Consumer<String> out) {
    this.out = out;
  }

  @Override
  public void row(String line) {
    rows.add(FlatJson.read(line));
    if (rows.size() == Limits.TABLE_ROWS_MAX) {
      finish();
    }
  }

  @Override
  public void finish() {
    if (rows.isEmpty()) {
      return;
    }
    Map<String, Integer> widths = new LinkedHashMap<>();
    for (Map<String, String> row : rows) {
      row.forEach((name, value) -> widths.merge(name, width(name, value), Math::max));
    }
    StringBuilder text = new StringBuilder();
    List<String> names = List.copyOf(widths.keySet());
    append(names, names, widths, text);
    for (Map<String, String> row : rows) {
      append(names.stream().map(name -> row.getOrDefault(name, "")).toList(), names, widths, text);
    }
    rows.clear();
    out.accept(text.toString());
  }

  private static int width(String name, String value) {
    return Math.max(length(cell(name)), length(cell(value)));
  }

  private static void append(
      List<String> cells, List<String> names, Map<String, Integer> widths, StringBuilder text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cell(cells.get(i));
      int width = widths.getOrDefault(names.get(i), 0);
      line.append(cell).append(" ".repeat(width - length(cell))).append(GAP);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static String cell(String value) {
    String printable = PrintableText.of(value);
    if (length(printable) <= Limits.CELL_CHARS_MAX) {
      return printable;
    }
    return printable.substring(0, printable.offsetByCodePoints(0, Limits.CELL_CHARS_MAX - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
