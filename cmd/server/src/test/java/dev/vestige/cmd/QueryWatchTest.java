package dev.vestige.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.select.QueryWatch;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryWatchTest {
  private static final String SPANS =
      """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",\
      "value":{"stringValue":"cart"}}]},"scopeSpans":[{"spans":[\
      {"traceId":"0000000000000000000000000000000a","spanId":"0000000000000001","name":"one",\
      "startTimeUnixNano":"1749985200000000000","endTimeUnixNano":"1749985200250000000"},\
      {"traceId":"0000000000000000000000000000000a","spanId":"0000000000000002","name":"two",\
      "startTimeUnixNano":"1749985200000000000","endTimeUnixNano":"1749985200250000000"}]}]}]}\
      """;

  @TempDir Path folder;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger log = Logger.getLogger(QueryWatch.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          lines.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    log.addHandler(handler);
  }

  @AfterEach
  void stop() {
    log.removeHandler(handler);
  }

  @Test
  void requests_that_take_long_are_logged_with_what_they_asked_and_read() throws Exception {
    try (TestNode node = TestNode.start(folder, "-search.logSlowQueryDuration=1ns")) {
      String[] tenant = {"AccountID", "7"};
      node.store(SPANS, tenant);
      assertThat(node.get("/select/logsql/query?query=name:one%0A%7C+fields+name", tenant).body())
          .isEqualTo("{\"name\":\"one\"}\n");
      node.get("/select/jaeger/api/services?x=1", tenant);
      node.get("/select/logsql/hits?query=(", tenant);
      assertThat(node.get("/metrics").body()).contains("\nvt_slow_queries_total 3\n");
      assertThat(node.get("/internal/queries").body())
          .startsWith("{\"active\":[],\"slow\":[{\"path\":\"/select/logsql/hits\"")
          .contains("\"asked\":\"query: name:one | fields name\",\"tenant\":\"7:0\"")
          .contains("\"rowsRead\":2");
    }
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst())
        .matches(
            "slow query: /select/logsql/query was answered after \\d+\\.\\d{3} s; from"
                + " 127\\.0\\.0\\.1(:\\d+)?, tenant 7:0; read 2 rows, 1 blocks, \\d+ bytes;"
                + " query: name:one \\| fields name");
    assertThat(lines.get(1)).startsWith("slow query: /select/jaeger/api/services was answered");
    assertThat(lines.get(1)).endsWith("; arguments: x=1");
    assertThat(lines.get(2)).contains("failed with INVALID_INPUT", "read 0 rows");
  }

  @Test
  void nothing_is_logged_when_that_is_off() throws Exception {
    try (TestNode node = TestNode.start(folder, "-search.logSlowQueryDuration=0")) {
      node.get("/select/logsql/query?query=*");
      assertThat(node.get("/metrics").body()).contains("\nvt_slow_queries_total 0\n");
    }
    assertThat(lines).isEmpty();
  }
}
