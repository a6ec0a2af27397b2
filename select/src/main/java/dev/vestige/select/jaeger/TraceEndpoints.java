package dev.vestige.select.jaeger;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.select.request.JaegerEnvelope;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.select.request.TraceArguments;
import dev.vestige.select.trace.FoundTrace;
import dev.vestige.select.trace.TraceCursor;
import dev.vestige.select.trace.TraceFinder;
import dev.vestige.select.trace.TraceSearch;
import dev.vestige.storage.Storage;
import dev.vestige.storage.TraceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Traces in the first version of Jaeger's API: by id, and by what their spans are like.
/// Thread-safe.
final class TraceEndpoints {
  /// Where the next page of a search begins; see the argument `cursor`.
  static final String CURSOR_HEADER = "Vestige-Cursor";

  private final Storage storage;
  private final TraceFinder finder;
  private final QueryBounds bounds;

  TraceEndpoints(Storage storage, TraceFinder finder, QueryBounds bounds) {
    this.storage = storage;
    this.finder = finder;
    this.bounds = bounds;
  }

  /// A trace by the id behind `prefix` in the path.
  void byId(Exchange exchange, String prefix) throws IOException {
    TraceId id = TraceArguments.behind(exchange, prefix);
    RunContext context = bounds.context(exchange, TimeRange.ALL);
    JsonAnswer.stream(
        exchange,
        json -> {
          JaegerEnvelope.begin(json);
          TraceWriter writer = new TraceWriter(json, context.memory());
          write(context, List.of(id), writer);
          if (writer.written() == 0) {
            throw new VestigeException(ErrorKind.NOT_FOUND, "trace not found");
          }
          JaegerEnvelope.end(json, writer.written());
        });
  }

  /// Traces with a span as the arguments describe, or those of the arguments `traceID`.
  void search(Exchange exchange) throws IOException {
    List<String> wanted = exchange.arguments("traceID");
    if (!wanted.isEmpty()) {
      send(exchange, bounds.context(exchange, TimeRange.ALL), ids(wanted));
      return;
    }
    long now = bounds.now();
    TraceSearch search = SearchArguments.search(exchange, bounds.options().tracesMax(), now);
    RunContext context = bounds.context(exchange, SearchArguments.range(exchange, now));
    List<FoundTrace> found = finder.find(search, context);
    nextPage(search, found, context, now)
        .ifPresent(cursor -> exchange.setHeader(CURSOR_HEADER, cursor.toString()));
    send(exchange, context, found.stream().map(FoundTrace::id).toList());
  }

  /// A page that is not full is the last one.
  static Optional<TraceCursor> nextPage(
      TraceSearch search, List<FoundTrace> found, RunContext context, long now) {
    if (found.isEmpty() || found.size() < search.limit()) {
      return Optional.empty();
    }
    long end =
        search.after() == null
            ? Math.min(context.range().toNanos(), Math.max(now, found.getFirst().newestNanos()))
            : search.after().endNanos();
    return Optional.of(new TraceCursor(end, found.getLast()));
  }

  private List<TraceId> ids(List<String> texts) {
    LinkedHashSet<TraceId> ids = new LinkedHashSet<>();
    for (String text : texts) {
      ids.add(
          TraceId.parse(text)
              .orElseThrow(() ->
                  VestigeException.invalidInput(
                      "the argument `traceID` must be up to 32 hex digits, found `" + text + "`")));
    }
    if (ids.size() > bounds.options().tracesMax()) {
      throw VestigeException.invalidInput(
          ids.size()
              + " traces were asked for, at most "
              + bounds.options().tracesMax()
              + " are answered at once; see -search.maxTraces");
    }
    return new ArrayList<>(ids);
  }

  private void send(Exchange exchange, RunContext context, List<TraceId> ids) throws IOException {
    JsonAnswer.stream(
        exchange,
        json -> {
          JaegerEnvelope.begin(json);
          TraceWriter writer = new TraceWriter(json, context.memory());
          write(context, ids, writer);
          JaegerEnvelope.end(json, writer.written());
        });
  }

  private void write(RunContext context, List<TraceId> ids, TraceWriter writer) throws IOException {
    storage.spans(
        context.tenants().getFirst(),
        ids,
        context.cancellation(),
        batch -> JsonAnswer.unchecked(() -> writer.spans(batch)));
    writer.end();
  }
}
