package dev.vestige.select.jaeger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.select.trace.AttributeCursor;
import dev.vestige.storage.AttributeScope;
import dev.vestige.storage.IdText;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TraceId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Writes traces as Jaeger's JSON, straight from the columns of their batches: spans go out as they
/// come, and what is kept for the end of a trace is its processes. Confined to one thread.
final class TraceWriter {
  private static final int ID_DIGITS = 16;

  private final JsonGenerator json;
  private final ProcessTable processes;
  private final SpanWriter spans;
  private @Nullable TraceId open;
  private int written;

  TraceWriter(JsonGenerator json, MemoryBudget memory) {
    this.json = json;
    this.processes = new ProcessTable(memory);
    this.spans = new SpanWriter(json, processes);
  }

  /// Writes the spans of a batch, which are all of one trace. A trace goes on until a batch of
  /// another one comes.
  void spans(SpanBatch batch) throws IOException {
    TraceId id = new TraceId(batch.traceIdHigh(0), batch.traceIdLow(0));
    if (!id.equals(open)) {
      end();
      open = id;
      json.writeStartObject();
      json.writeArrayFieldStart("spans");
    }
    spans.write(batch);
  }

  /// Ends the last trace, if there was one.
  void end() throws IOException {
    TraceId id = open;
    if (id == null) {
      return;
    }
    open = null;
    written++;
    json.writeEndArray();
    json.writeObjectFieldStart("processes");
    processes.write(json);
    json.writeEndObject();
    json.writeStringField("traceID", id.toString());
    json.writeNullField("warnings");
    json.writeEndObject();
  }

  /// How many traces were written.
  int written() {
    return written;
  }

  static void id(JsonGenerator json, String name, long high, long low, ByteSink text)
      throws IOException {
    text.clear();
    IdText.append(high, text);
    IdText.append(low, text);
    json.writeFieldName(name);
    json.writeUTF8String(text.array(), 0, 2 * ID_DIGITS);
  }

  static void id(JsonGenerator json, String name, long id, ByteSink text) throws IOException {
    text.clear();
    IdText.append(id, text);
    json.writeFieldName(name);
    json.writeUTF8String(text.array(), 0, ID_DIGITS);
  }

  static AttributeCursor cursor(SpanBatch batch, AttributeScope scope) {
    return new AttributeCursor(
        scope.prefix(),
        batch,
        switch (scope) {
          case RESOURCE -> batch.resources();
          case SCOPE -> batch.scopes();
          case SPAN -> batch.attributes();
          case EVENT -> batch.events().attributes();
          case LINK -> batch.links().attributes();
        });
  }
}
