package dev.vestige.insert;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.Block;
import dev.vestige.storage.JsonText;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SpanBatch;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes spans to the log as the rows that they become. Thread-safe.
final class RowLog {
  private static final Logger LOG = LoggerFactory.getLogger(RowLog.class);

  private final String occasion;

  /// Begins to log.
  ///
  /// @param occasion what each line begins with
  RowLog(String occasion) {
    this.occasion = occasion;
  }

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
      LOG.info("{}: {} more spans", occasion, batch.size() - Limits.DEBUG_SPANS_MAX);
    }
  }

  private void logRows(Block block) {
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
          byte[] name = field.getBytes(StandardCharsets.UTF_8);
          JsonText.appendQuoted(name, 0, name.length, json);
          json.putByte(':');
          JsonText.appendQuoted(value.array(), 0, value.position(), json);
        }
      }
      json.putByte('}');
      LOG.info("{} for tenant {}: {}", occasion, block.tenant(), json.slice());
    }
  }
}
