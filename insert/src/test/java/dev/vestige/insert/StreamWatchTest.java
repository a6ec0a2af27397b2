package dev.vestige.insert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.insert.intake.FieldPatterns;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.intake.InsertOptions;
import dev.vestige.insert.tenants.TenantLimits;
import dev.vestige.storage.MemoryStorage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamWatchTest {
  private final StreamWatch streams = new StreamWatch();
  private final MemoryStorage storage = new MemoryStorage();
  private final Ingest ingest =
      new Ingest(
          new WatchedSink(new LocalSink(storage), streams),
          InsertLimits.DEFAULTS,
          TenantLimits.none(),
          InsertObserver.NONE);

  @AfterEach
  void close() {
    storage.close();
  }

  private void send(TenantId tenant, InsertOptions options, String service, String... names) {
    StringBuilder spans = new StringBuilder();
    for (String name : names) {
      spans
          .append(spans.isEmpty() ? "" : ",")
          .append(
              """
              {"traceId":"%032x","spanId":"%016x","name":"%s",\
              "startTimeUnixNano":"1","endTimeUnixNano":"2",\
              "attributes":[{"key":"x","value":{"stringValue":"of %s"}}]}\
              """
                  .formatted(1, 1, name, name));
    }
    String request =
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",\
        "value":{"stringValue":"%s"}}]},"scopeSpans":[{"spans":[%s]}]}]}\
        """
            .formatted(service, spans);
    ingest.ingest(
        new IngestRequest(
            IngestType.OTLP_HTTP_JSON, tenant, options, ByteSlice.of(request.getBytes(UTF_8))));
  }

  private void send(String service, String... names) {
    send(TenantId.DEFAULT, InsertOptions.NONE, service, names);
  }

  @Test
  void each_stream_is_counted_once() {
    send("cart", "a", "b", "a", "a");
    assertThat(streams.created()).isEqualTo(2);
    send("cart", "b", "c");
    send("cart", "c");
    assertThat(streams.created()).isEqualTo(3);
    send("shop", "c");
    assertThat(streams.created()).isEqualTo(4);
    send(new TenantId(1, 0), InsertOptions.NONE, "shop", "c");
    assertThat(streams.created()).isEqualTo(5);
  }

  @Test
  void labels_that_requests_add_make_other_streams() {
    InsertOptions labelled =
        new InsertOptions(
            Map.of(), List.of("span_attr:x"), FieldPatterns.NONE, FieldPatterns.NONE, false);
    send("cart", "a", "b");
    send(TenantId.DEFAULT, labelled, "cart", "a", "a", "b");
    assertThat(streams.created()).isEqualTo(4);
  }

  @Test
  void new_streams_are_logged_for_as_long_as_was_asked() {
    List<String> lines = new CopyOnWriteArrayList<>();
    Logger log = Logger.getLogger(StreamWatch.class.getName());
    Handler handler = new Lines(lines);
    log.addHandler(handler);
    Level before = log.getLevel();
    log.setLevel(Level.INFO);
    try {
      send("cart", "unlogged");
      assertThat(lines).isEmpty();
      streams.logFor(Duration.ofHours(1));
      streams.logFor(Duration.ofNanos(1));
      send("cart", "a", "b", "a", "unlogged");
      streams.log();
      send("shop", "a");
    } finally {
      log.removeHandler(handler);
      log.setLevel(before);
    }
    assertThat(lines)
        .containsExactly(
            "new stream of tenant 0:0: {name=\"a\",resource_attr:service.name=\"cart\"}",
            "new stream of tenant 0:0: {name=\"b\",resource_attr:service.name=\"cart\"}",
            "new stream of tenant 0:0: {name=\"a\",resource_attr:service.name=\"shop\"}");
  }

  private static final class Lines extends Handler {
    private final List<String> lines;

    Lines(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord entry) {
      lines.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
