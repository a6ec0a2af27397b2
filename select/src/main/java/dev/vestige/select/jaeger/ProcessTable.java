package dev.vestige.select.jaeger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.base.ByteSlice;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.select.trace.AttributeCursor;
import dev.vestige.select.trace.TraceOutline;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The processes of one trace: each distinct resource once, as the JSON that stands for it.
/// Confined to one thread.
final class ProcessTable {
  private static final ByteSlice SERVICE_KEY = ByteSlice.utf8(Streams.SERVICE_KEY);
  private static final int UNKNOWN = 0;

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final MemoryBudget memory;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long reservedBytes;

  /// The process of each resource of the batch that was asked for last; valid without overrides.
  private int[] byResource = new int[0];

  ProcessTable(MemoryBudget memory) {
    this.memory = memory;
  }

  /// Forgets the resources of the batch before.
  void beginBatch(SpanBatch batch) {
    byResource = new int[batch.resources().size()];
  }

  /// The number of a span's process, from 1.
  int number(SpanBatch batch, int span, AttributeCursor resources) throws IOException {
    int resource = batch.resource(span);
    boolean isPlain = batch.override(span) == 0;
    if (isPlain && byResource[resource] != UNKNOWN) {
      return byResource[resource];
    }
    int number = intern(json(batch, span, resources));
    if (isPlain) {
      byResource[resource] = number;
    }
    return number;
  }

  private int intern(String process) {
    Integer known = numbers.get(process);
    if (known != null) {
      return known;
    }
    memory.reserve(process.length());
    reservedBytes += process.length();
    numbers.put(process, numbers.size() + 1);
    return numbers.size();
  }

  private String json(SpanBatch batch, int span, AttributeCursor resources)
      throws IOException {
    bytes.reset();
    try (JsonGenerator json = JsonAnswer.generator(bytes)) {
      TagWriter tags = new TagWriter(json);
      json.writeStartObject();
      json.writeStringField("serviceName", TraceOutline.service(batch, span, resources));
      json.writeArrayFieldStart("tags");
      resources.begin(batch.resource(span), batch.override(span));
      while (resources.next()) {
        if (!resources.isKey(SERVICE_KEY)) {
          tags.attribute(batch, resources);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// Writes the processes as the members of an object and forgets them.
  void write(JsonGenerator json) throws IOException {
    for (Map.Entry<String, Integer> process : numbers.entrySet()) {
      json.writeFieldName("p" + process.getValue());
      json.writeRawValue(process.getKey());
    }
    numbers.clear();
    Arrays.fill(byResource, UNKNOWN);
    memory.release(reservedBytes);
    reservedBytes = 0;
  }
}
