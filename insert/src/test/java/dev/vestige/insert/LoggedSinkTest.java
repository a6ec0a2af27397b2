package dev.vestige.insert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.intake.InsertOptions;
import dev.vestige.insert.tenants.TenantLimits;
import dev.vestige.storage.MemoryStorage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LoggedSinkTest {
  private static final String REQUEST =
      """
      {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x",\
      "name":"logged","startTimeUnixNano":"1","endTimeUnixNano":"2"}]}]}]}\
      """
          .formatted(1, 1);

  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void rows_are_logged_and_stored() {
    Logger log = Logger.getLogger(RowLog.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            lines.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    log.addHandler(handler);
    Level before = log.getLevel();
    log.setLevel(Level.INFO);
    try (MemoryStorage storage = new MemoryStorage()) {
      Ingest ingest =
          new Ingest(
              new LoggedSink(new LocalSink(storage)),
              InsertLimits.DEFAULTS,
              TenantLimits.none(),
              InsertObserver.NONE);
      ingest.ingest(
          new IngestRequest(
              IngestType.OTLP_HTTP_JSON,
              TenantId.DEFAULT,
              InsertOptions.NONE,
              ByteSlice.of(REQUEST.getBytes(UTF_8))));
      assertThat(StoredRows.of(storage, TenantId.DEFAULT)).hasSize(1);
    } finally {
      log.removeHandler(handler);
      log.setLevel(before);
    }
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("insert for tenant 0:0: {")
        .contains("\"name\":\"logged\"");
  }
}
