package dev.vestige.cmd.query;

import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.QueryFlags;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// How a query is asked and its rows printed.
///
/// @param limit 0 for as many rows as there are
record QuerySettings(String format, String start, String end, int limit) {
  static QuerySettings of(Flags flags) {
    return new QuerySettings(
        flags.get(QueryFlags.FORMAT),
        flags.get(QueryFlags.START),
        flags.get(QueryFlags.END),
        flags.get(QueryFlags.LIMIT));
  }

  /// The arguments of a request.
  Map<String, String> form(String query) {
    Map<String, String> form = new HashMap<>();
    form.put("query", query);
    form.put("start", start);
    form.put("end", end);
    form.put("limit", limit == 0 ? "" : Integer.toString(limit));
    return form;
  }

  RowPrinter printer(Consumer<String> out) {
    return switch (format) {
      case "json" -> new LinePrinter(out);
      case "logfmt" -> new LogfmtPrinter(out);
      default -> new TablePrinter(out);
    };
  }

  /// For rows that come one by one, which no table can wait for.
  RowPrinter livePrinter(Consumer<String> out) {
    return format.equals("json") ? new LinePrinter(out) : new LogfmtPrinter(out);
  }

  QuerySettings withFormat(String newFormat) {
    return new QuerySettings(newFormat, start, end, limit);
  }

  QuerySettings withRange(String newStart, String newEnd) {
    return new QuerySettings(format, newStart, newEnd, limit);
  }

  QuerySettings withLimit(int newLimit) {
    return new QuerySettings(format, start, end, newLimit);
  }

  /// Rows as they came.
  private record LinePrinter(Consumer<String> out) implements RowPrinter {
    @Override
    public void row(String line) {
      out.accept(line + "\n");
    }

    @Override
    public void finish() {}
  }
}
