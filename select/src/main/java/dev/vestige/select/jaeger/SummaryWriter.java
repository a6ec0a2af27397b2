package dev.vestige.select.jaeger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.select.trace.TraceOutline;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TraceId;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what a list tells of each trace, as the third version of Jaeger's API has it. Confined to
/// one thread.
final class SummaryWriter {
  private final JsonGenerator json;
  private final MemoryBudget memory;
  private @Nullable TraceId open;
  private TraceOutline outline;

  SummaryWriter(JsonGenerator json, MemoryBudget memory) {
    this.json = json;
    this.memory = memory;
    this.outline = new TraceOutline(memory);
  }

  /// Takes the spans of a batch, which are all of one trace. A trace goes on until a batch of
  /// another one comes.
  void spans(SpanBatch batch) throws IOException {
    TraceId id = new TraceId(batch.traceIdHigh(0), batch.traceIdLow(0));
    if (!id.equals(open)) {
      end();
      open = id;
      outline = new TraceOutline(memory);
    }
    outline.add(batch);
  }

  /// Writes the last trace, if there was one.
  void end() throws IOException {
    TraceId id = open;
    if (id != null) {
      open = null;
      write(id);
    }
  }

  private void write(TraceId id) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", id.toString());
    json.writeStringField("rootServiceName", outline.rootService());
    json.writeStringField("rootOperationName", outline.rootName());
    json.writeStringField("minStartTimeUnixNano", Long.toUnsignedString(outline.startNanos()));
    json.writeStringField("maxEndTimeUnixNano", Long.toUnsignedString(outline.endNanos()));
    json.writeNumberField("spanCount", outline.spans());
    json.writeNumberField("errorSpanCount", outline.errors());
    json.writeNumberField("orphanSpanCount", outline.orphans());
    json.writeArrayFieldStart("services");
    for (Map.Entry<String, TraceOutline.Count> service : outline.services().entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", service.getKey());
      json.writeNumberField("spanCount", service.getValue().spans());
      json.writeNumberField("errorSpanCount", service.getValue().errors());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
