package dev.vestige.cmd.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.client.NodeCalls;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.QueryFlags;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// The node that is asked. Safe for use by several threads.
final class QueryNode implements AutoCloseable {
  private static final String PATH = "/select/logsql/";
  private static final JsonMapper JSON = new JsonMapper();

  private final NodeCalls node;

  private QueryNode(NodeCalls node) {
    this.node = node;
  }

  static QueryNode of(Flags flags) {
    return new QueryNode(
        NodeCalls.of(QueryFlags.ADDR, flags.get(QueryFlags.ADDR), flags, QueryFlags.HEADERS));
  }

  /// Prints the rows of a query.
  ///
  /// @param isWanted whether to go on after a row
  /// @throws dev.vestige.cmd.client.RefusedException with what the node says against the query
  void rows(Map<String, String> form, RowPrinter printer, BooleanSupplier isWanted) {
    try (InputStream body = node.post(PATH + "query", form)) {
      print(body, printer, isWanted);
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, "reading the answer: " + e, e);
    }
  }

  /// The rows of a query as they come in, until the stream is closed.
  InputStream tail(String query) {
    return node.post(PATH + "tail", Map.of("query", query));
  }

  static void print(InputStream body, RowPrinter printer, BooleanSupplier isWanted)
      throws IOException {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          printer.row(line);
        }
        if (!isWanted.getAsBoolean()) {
          break;
        }
      }
    } finally {
      printer.finish();
    }
  }

  /// Names of fields, or the values of one, with how many spans have them.
  List<String> values(String path, Map<String, String> form) {
    return lines(
        path,
        form,
        value ->
            "%12s  %s"
                .formatted(
                    value.path("hits").asText(), PrintableText.of(value.path("value").asText())));
  }

  /// The same alone, as they are.
  List<String> names(String path, Map<String, String> form) {
    return lines(path, form, value -> value.path("value").asText());
  }

  private List<String> lines(
      String path, Map<String, String> form, Function<JsonNode, String> line) {
    String answer = node.text(PATH + path, form);
    List<String> lines = new ArrayList<>();
    try {
      JSON.readTree(answer).path("values").forEach(value -> lines.add(line.apply(value)));
      return lines;
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.BAD_GATEWAY, "expected values, found " + answer, e);
    }
  }

  @Override
  public void close() {
    node.close();
  }
}
