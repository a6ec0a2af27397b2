package dev.vestige.insert;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.Block;
import dev.vestige.storage.JsonText;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SpanBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes spans to the log as the rows they would have become, for requests that ask for it instead
/// of storage. Thread-safe.
final class DebugLog {
  private static final Logger LOG = LoggerFactory.getLogger(DebugLog.class);

  void log(SpanBatch batch) {
    try (MemoryStorage rows = new MemoryStorage()) {
      rows.append(batch).join();
      rows.search(
          SearchRequest.of(batch.tenant(), TimeRange.ALL, Cancellation.never()),
          (block, _) -> {
            logRows(block);
            return true;
          });
    }
    if (batch.size() > Limits.DEBUG_SPANS_MAX) {
      LOG.info("debug insert: {} more spans", batch.size() - Limits.DEBUG_SPANS_MAX);
    }
  }

  private static void logRows(Block block) {
    for (int row = 0; row < Math.min(block.rows(), Limits.DEBUG_SPANS_MAX); row++) {
      ByteSink json = new ByteSink();
      ByteSink value = new ByteSink();
      json.putByte('{');
      for (String field : block.fields()) {
        value.clear();
        block.column(field).appendText(row, value);
        if (value.position() > 0) {
          if (json.position() > 1) {
            json.putByte(',');
          }
          byte[] name = field.getBytes(java.nio.charset.StandardCharsets.UTF_8);
          JsonText.appendQuoted(name, 0, name.length, json);
          json.putByte(':');
          JsonText.appendQuoted(value.array(), 0, value.position(), json);
        }
      }
      json.putByte('}');
      LOG.info("debug insert for tenant {}: {}", block.tenant(), json.slice());
    }
  }
}
