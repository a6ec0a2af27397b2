package dev.vestige.cmd.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.client.FlatJson;
import dev.vestige.cmd.client.NodeCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The spans of a node that speaks LogsQL, by slices of time. Rows that are no spans, as those of
/// an index, have no span id. Used by one thread.
final class LogsQlNode {
  private static final String PATH = "/select/logsql/query";

  private final NodeCalls node;
  private final String filter;

  LogsQlNode(NodeCalls node, String filter) {
    this.node = node;
    this.filter = filter;
  }

  /// Part of time: the begin belongs to it, the end does not.
  record Slice(Instant begin, Instant end) {
    @Override
    public String toString() {
      return begin + " to " + end;
    }
  }

  long count(Slice slice) {
    long[] count = {0};
    ask(
        slice,
        " | stats count() spans",
        row -> count[0] = Long.parseLong(row.getOrDefault("spans", "0")));
    return count[0];
  }

  /// The ids of traces and spans, joined as by [#id].
  Set<String> ids(Slice slice) {
    Set<String> ids = new HashSet<>();
    ask(slice, " | fields trace_id, span_id", row -> ids.add(id(row)));
    return ids;
  }

  static String id(Map<String, String> row) {
    return row.getOrDefault("trace_id", "") + row.getOrDefault("span_id", "");
  }

  void rows(Slice slice, Consumer<Map<String, String>> sink) {
    ask(slice, "", sink);
  }

  private void ask(Slice slice, String pipes, Consumer<Map<String, String>> sink) {
    String query =
        "_time:[%s, %s) span_id:* (%s)%s".formatted(slice.begin, slice.end, filter, pipes);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(node.post(PATH, Map.of("query", query)), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          sink.accept(FlatJson.read(line));
        }
      }
    } catch (IOException e) {
      throw new VestigeException(
          ErrorKind.IO, "reading spans of " + slice + " from " + node.address() + ": " + e, e);
    }
  }
}
