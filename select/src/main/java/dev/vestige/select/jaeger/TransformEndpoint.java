package dev.vestige.select.jaeger;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.select.request.JaegerEnvelope;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TraceId;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// `POST /api/transform`: turns traces in OTLP's JSON, such as a file that a user opened, into
/// those of Jaeger. Nothing is stored. Thread-safe.
final class TransformEndpoint implements Endpoint {
  /// What a browser can show is far smaller, bytes.
  private static final long BODY_BYTES_MAX = 64L << 20;

  private final Function<ByteSlice, List<SpanBatch>> reader;
  private final QueryBounds bounds;

  /// @param reader reads OTLP's JSON
  TransformEndpoint(Function<ByteSlice, List<SpanBatch>> reader, QueryBounds bounds) {
    this.reader = reader;
    this.bounds = bounds;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    List<SpanBatch> batches = reader.apply(exchange.body(BODY_BYTES_MAX));
    Set<TraceId> ids = new LinkedHashSet<>();
    try (MemoryStorage storage = new MemoryStorage()) {
      for (SpanBatch batch : batches) {
        var _ = storage.append(batch);
        for (int span = 0; span < batch.size(); span++) {
          ids.add(new TraceId(batch.traceIdHigh(span), batch.traceIdLow(span)));
        }
      }
      Cancellation cancellation = bounds.cancellation(exchange);
      JsonAnswer.stream(
          exchange,
          json -> {
            JaegerEnvelope.begin(json);
            MemoryBudget memory = new MemoryBudget(bounds.options().queryMemoryBytesMax());
            TraceWriter writer = new TraceWriter(json, memory);
            if (!ids.isEmpty()) {
              storage.spans(
                  batches.getFirst().tenant(),
                  List.copyOf(ids),
                  cancellation,
                  batch -> JsonAnswer.unchecked(() -> writer.spans(batch)));
            }
            writer.end();
            JaegerEnvelope.end(json, writer.written());
          });
    }
  }
}
