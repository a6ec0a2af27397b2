package dev.vestige.select.jaeger;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.select.trace.FoundTrace;
import dev.vestige.select.trace.Operation;
import dev.vestige.select.trace.SpanKind;
import dev.vestige.select.trace.TraceFinder;
import dev.vestige.select.trace.TraceSearch;
import dev.vestige.storage.Storage;
import dev.vestige.storage.TraceId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The third version of Jaeger's API: traces as OTLP, and lists of what is in them. Thread-safe.
final class V3Endpoints {
  private static final int ID_BYTES = 16;
  private static final String NOTHING_FOUND = "No traces found";

  private final Storage storage;
  private final TraceFinder finder;
  private final CatalogEndpoints catalog;
  private final QueryBounds bounds;

  V3Endpoints(Storage storage, TraceFinder finder, CatalogEndpoints catalog, QueryBounds bounds) {
    this.storage = storage;
    this.finder = finder;
    this.catalog = catalog;
    this.bounds = bounds;
  }

  void services(Exchange exchange) throws IOException {
    List<String> names = catalog.services(catalog.context(exchange));
    JsonAnswer.send(
        exchange,
        200,
        JsonAnswer.CONTENT_TYPE,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("services");
          for (String name : names) {
            json.writeString(name);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  void operations(Exchange exchange) throws IOException {
    boolean isAlias = exchange.argument("spanKind").isEmpty();
    List<Operation> found = catalog.operations(exchange, isAlias ? "span_kind" : "spanKind");
    JsonAnswer.send(
        exchange,
        200,
        JsonAnswer.CONTENT_TYPE,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("operations");
          for (Operation operation : found) {
            json.writeStartObject();
            json.writeStringField("name", operation.name());
            json.writeStringField("spanKind", SpanKind.word(operation.kind()));
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  void byId(Exchange exchange, String prefix) throws IOException {
    String text = exchange.path().substring(prefix.length());
    TraceId id =
        TraceId.parse(text)
            .or(() -> inBase64(text))
            .orElseThrow(() ->
                VestigeException.invalidInput(
                    "expected a trace id in hex or base64 behind "
                        + prefix
                        + ", found `"
                        + text
                        + "`"));
    send(exchange, bounds.context(exchange, TimeRange.ALL), List.of(id));
  }

  private static Optional<TraceId> inBase64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length == ID_BYTES) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return Optional.of(new TraceId(buffer.getLong(), buffer.getLong()));
      }
    } catch (IllegalArgumentException _) {
      // Told by the caller.
    }
    return Optional.empty();
  }

  void search(Exchange exchange) throws IOException {
    RunContext context = bounds.context(exchange, SearchV3.range(exchange));
    List<FoundTrace> found = find(exchange, context);
    send(exchange, context, found.stream().map(FoundTrace::id).toList());
  }

  private List<FoundTrace> find(Exchange exchange, RunContext context) {
    long now = bounds.now();
    TraceSearch search = SearchV3.search(exchange, bounds.options().tracesMax(), now);
    List<FoundTrace> found = finder.find(search, context);
    TraceEndpoints.nextPage(search, found, context, now)
        .ifPresent(cursor -> exchange.setHeader(TraceEndpoints.CURSOR_HEADER, cursor.toString()));
    return found;
  }

  private void send(Exchange exchange, RunContext context, List<TraceId> ids) throws IOException {
    boolean[] isAny = {false};
    JsonAnswer.stream(
        exchange,
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("result");
          json.writeArrayFieldStart("resourceSpans");
          OtlpTraceWriter writer = new OtlpTraceWriter(json);
          storage.spans(
              context.tenants().getFirst(),
              ids,
              context.cancellation(),
              batch -> {
                isAny[0] = true;
                JsonAnswer.unchecked(() -> writer.spans(batch));
              });
          if (!isAny[0]) {
            throw new VestigeException(ErrorKind.NOT_FOUND, NOTHING_FOUND);
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  void summaries(Exchange exchange) throws IOException {
    RunContext context = bounds.context(exchange, SearchV3.range(exchange));
    List<FoundTrace> found = find(exchange, context);
    JsonAnswer.stream(
        exchange,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("summaries");
          SummaryWriter writer = new SummaryWriter(json, context.memory());
          storage.spans(
              context.tenants().getFirst(),
              found.stream().map(FoundTrace::id).toList(),
              context.cancellation(),
              batch -> JsonAnswer.unchecked(() -> writer.spans(batch)));
          writer.end();
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
