package dev.vestige.select.insight;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.base.TimeRange;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.tree.CriticalPath;
import dev.vestige.logsql.exec.tree.CriticalPath.Piece;
import dev.vestige.logsql.exec.tree.OwnTime;
import dev.vestige.select.insight.TraceTree.Node;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.select.request.TraceArguments;
import dev.vestige.storage.Storage;
import dev.vestige.storage.TraceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What single traces tell: where their time went, and how two of them differ. Thread-safe.
final class TraceEndpoints {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final HexFormat HEX = HexFormat.of();

  private final Storage storage;
  private final QueryBounds bounds;

  TraceEndpoints(Storage storage, QueryBounds bounds) {
    this.storage = storage;
    this.bounds = bounds;
  }

  private TraceTree tree(Exchange exchange, String argument) {
    TraceId id = TraceArguments.argument(exchange, argument);
    RunContext context = bounds.context(exchange, TimeRange.ALL);
    return TraceTree.read(storage, id, context);
  }

  /// `/select/traces/api/critical_path`.
  void criticalPath(Exchange exchange) throws IOException {
    TraceTree tree = tree(exchange, "trace_id");
    List<Piece> pieces = CriticalPath.of(tree.spans());
    Map<String, Long> byService = new TreeMap<>();
    pieces.forEach(
        piece -> byService.merge(tree.node(piece.span()).service(), piece.nanos(), Long::sum));
    List<Map.Entry<String, Long>> largestFirst = new ArrayList<>(byService.entrySet());
    largestFirst.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    long whole = Math.max(1, tree.durationNanos());
    JsonAnswer.stream(
        exchange,
        json -> {
          json.writeStartObject();
          json.writeStringField("traceID", tree.id().toString());
          json.writeNumberField("durationMillis", tree.durationNanos() / NANOS_PER_MILLI);
          json.writeArrayFieldStart("path");
          for (Piece piece : pieces) {
            json.writeStartObject();
            writeSpan(json, tree.node(piece.span()));
            json.writeNumberField(
                "startMillis", (piece.fromNanos() - tree.startNanos()) / NANOS_PER_MILLI);
            json.writeNumberField("durationMillis", piece.nanos() / NANOS_PER_MILLI);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("services");
          for (Map.Entry<String, Long> service : largestFirst) {
            json.writeStartObject();
            json.writeStringField("service", service.getKey());
            json.writeNumberField("durationMillis", service.getValue() / NANOS_PER_MILLI);
            json.writeNumberField("share", (double) service.getValue() / whole);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void writeSpan(JsonGenerator json, Node span) throws IOException {
    json.writeStringField("spanID", HEX.toHexDigits(span.spanId()));
    json.writeStringField("service", span.service());
    json.writeStringField("operation", span.operation());
    json.writeBooleanField("error", span.isError());
  }

  /// What both traces are compared by.
  private record Operation(String service, String name) implements Comparable<Operation> {
    @Override
    public int compareTo(Operation other) {
      int byService = service.compareTo(other.service);
      return byService != 0 ? byService : name.compareTo(other.name);
    }
  }

  /// What one trace spent on an operation.
  private static final class Spent {
    int spans;
    int errors;
    long nanos;
    long ownNanos;

    void add(TraceTree tree, int span) {
      spans++;
      errors += tree.node(span).isError() ? 1 : 0;
      nanos += tree.spans().spans().durationNanos(span);
      ownNanos += OwnTime.nanos(tree.spans(), span);
    }
  }

  /// `/select/traces/api/compare`.
  void compare(Exchange exchange) throws IOException {
    TraceTree a = tree(exchange, "a");
    TraceTree b = tree(exchange, "b");
    Map<Operation, Spent[]> operations = new TreeMap<>();
    spend(a, 0, operations);
    spend(b, 1, operations);
    List<Map.Entry<Operation, Spent[]>> rows = new ArrayList<>(operations.entrySet());
    rows.sort(
        Comparator.comparingLong(
            row -> -Math.abs(row.getValue()[1].ownNanos - row.getValue()[0].ownNanos)));
    JsonAnswer.stream(
        exchange,
        json -> {
          json.writeStartObject();
          writeTrace(json, "a", a);
          writeTrace(json, "b", b);
          json.writeArrayFieldStart("operations");
          for (Map.Entry<Operation, Spent[]> row : rows) {
            json.writeStartObject();
            json.writeStringField("service", row.getKey().service());
            json.writeStringField("operation", row.getKey().name());
            writeSpent(json, "a", row.getValue()[0]);
            writeSpent(json, "b", row.getValue()[1]);
            json.writeNumberField(
                "ownMillisDifference",
                (row.getValue()[1].ownNanos - row.getValue()[0].ownNanos) / NANOS_PER_MILLI);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void spend(TraceTree tree, int side, Map<Operation, Spent[]> operations) {
    for (int span = 0; span < tree.nodes().size(); span++) {
      Node node = tree.node(span);
      operations
          .computeIfAbsent(
              new Operation(node.service(), node.operation()),
              _ -> new Spent[] {new Spent(), new Spent()})[side]
          .add(tree, span);
    }
  }

  private static void writeTrace(JsonGenerator json, String name, TraceTree tree)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("traceID", tree.id().toString());
    json.writeNumberField("spans", tree.nodes().size());
    json.writeNumberField("durationMillis", tree.durationNanos() / NANOS_PER_MILLI);
    json.writeEndObject();
  }

  private static void writeSpent(JsonGenerator json, String name, Spent spent) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("spans", spent.spans);
    json.writeNumberField("errors", spent.errors);
    json.writeNumberField("millis", spent.nanos / NANOS_PER_MILLI);
    json.writeNumberField("ownMillis", spent.ownNanos / NANOS_PER_MILLI);
    json.writeEndObject();
  }
}
