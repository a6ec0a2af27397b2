package dev.vestige.it.docs;

import java.util.ArrayList;
import java.util.List;

/// A query of a page and the answer that the page shows: a block fenced as `logsql`, and the next
/// one fenced as `result`, a line per row.
///
/// @param line where the query starts, from 1
record LogsQlExample(String page, int line, String query, List<String> result) {
  private static final String FENCE = "```";

  LogsQlExample {
    result = List.copyOf(result);
  }

  static List<LogsQlExample> of(String page, List<String> lines) {
    List<LogsQlExample> examples = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      if (!lines.get(at).equals(FENCE + "logsql")) {
        at++;
        continue;
      }
      int queryEnd = end(page, lines, at);
      int result = queryEnd + 1;
      while (result < lines.size() && lines.get(result).isBlank()) {
        result++;
      }
      if (result == lines.size() || !lines.get(result).equals(FENCE + "result")) {
        throw new AssertionError(page + ":" + (at + 1) + ": a query without a result");
      }
      int resultEnd = end(page, lines, result);
      examples.add(
          new LogsQlExample(
              page,
              at + 2,
              String.join("\n", lines.subList(at + 1, queryEnd)),
              lines.subList(result + 1, resultEnd)));
      at = resultEnd + 1;
    }
    return examples;
  }

  private static int end(String page, List<String> lines, int fence) {
    int at = fence + 1;
    while (at < lines.size() && !lines.get(at).equals(FENCE)) {
      at++;
    }
    if (at == lines.size()) {
      throw new AssertionError(page + ":" + (fence + 1) + ": a block that does not end");
    }
    return at;
  }
}
