package dev.vestige.cmd.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.http.Endpoint;
import dev.vestige.select.QueryWatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EndpointsTest {
  private static final Map<String, String> NONE = Map.of();

  @Test
  void health_is_ok_until_the_stop_is_announced() throws IOException {
    HealthEndpoint health = new HealthEndpoint();
    TestExchange before = TestExchange.ask(health, NONE);
    assertThat(before.status).isEqualTo(200);
    assertThat(before.text()).isEqualTo("OK");
    assertThat(before.contentType).isEqualTo("text/plain; charset=utf-8");
    health.announceStop(60_000);
    TestExchange after = TestExchange.ask(health, NONE);
    assertThat(after.status).isEqualTo(503);
    assertThat(after.text()).matches("(?s).*stops in (60\\.000|59\\.\\d{3}) seconds\n");
    health.announceStop(0);
    assertThat(TestExchange.ask(health, NONE).text()).contains("stops in 0.000 seconds");
  }

  @Test
  void ping_is_204_and_200_only_for_true() throws IOException {
    PingEndpoint ping = new PingEndpoint();
    assertThat(TestExchange.ask(ping, NONE).status).isEqualTo(204);
    assertThat(TestExchange.ask(ping, Map.of("verbose", "true")).status).isEqualTo(200);
    assertThat(TestExchange.ask(ping, Map.of("verbose", "1")).status).isEqualTo(204);
  }

  @Test
  void a_request_under_way_is_told_until_it_ends() throws IOException {
    QueryWatch watch = new QueryWatch(0, () -> {});
    Endpoint queries = new QueriesEndpoint(watch);
    List<String> during = new ArrayList<>();
    Endpoint watched = watch.watched(_ -> during.add(TestExchange.ask(queries, NONE).text()));
    TestExchange.at(watched, "/select/logsql/query", Map.of("AccountID", "7"));
    assertThat(during).hasSize(1);
    assertThat(during.getFirst())
        .startsWith("{\"active\":[{\"path\":\"/select/logsql/query\",\"query\":\"\"")
        .contains("\"tenant\":\"7:0\"");
    assertThat(TestExchange.ask(queries, NONE).text()).isEqualTo("{\"active\":[],\"slow\":[]}");
  }

  @Test
  void the_icon_is_an_icon() throws IOException {
    TestExchange answer = TestExchange.ask(new FaviconEndpoint(), NONE);
    assertThat(answer.contentType).isEqualTo("image/x-icon");
    assertThat(answer.body).startsWith(0, 0, 1, 0);
    assertThat(answer.headers).containsEntry("Cache-Control", "max-age=3600");
  }

  @Test
  void flags_are_shown_a_line_each_and_without_secrets() {
    Flags flags =
        Flags.parse(
            List.of(
                "-retentionPeriod=100y", "-metricsAuthKey=hunter2", "-http.header.csp=a \"b\"\n"),
            Map.of());
    assertThat(FlagsPage.ofSet(flags).lines())
        .containsExactlyInAnyOrder(
            "-retentionPeriod=\"100y\"",
            "-metricsAuthKey=\"secret\"",
            "-http.header.csp=\"a \\\"b\\\"\\n\"");
    assertThat(FlagsPage.ofAll(flags).lines())
        .contains("-retentionPeriod=\"100y\"", "-futureRetention=\"2d\"")
        .hasSizeGreaterThan(100);
  }

  @Test
  void the_index_escapes_what_it_shows() {
    assertThat(IndexPage.render("1<2&3")).contains("Version 1&lt;2&amp;3.").contains("select/vmui");
  }

  @Test
  void a_flush_is_done_before_the_answer() throws IOException {
    List<String> done = new ArrayList<>();
    TestExchange answer = TestExchange.ask(new ForceFlushEndpoint(() -> done.add("flush")), NONE);
    assertThat(done).containsExactly("flush");
    assertThat(answer.status).isEqualTo(200);
    assertThat(answer.body).isEmpty();
  }

  @Test
  void a_merge_begins_for_a_prefix_of_days() throws Exception {
    BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    ForceMergeEndpoint merge = new ForceMergeEndpoint(new ForceMerges(begun::add));
    TestExchange.ask(merge, NONE);
    TestExchange.ask(merge, Map.of("partition_prefix", "202506"));
    assertThat(begun.poll(30, TimeUnit.SECONDS)).isEmpty();
    assertThat(begun.poll(30, TimeUnit.SECONDS)).isEqualTo("202506");
    for (String bad : List.of("202506150", "../x", "2025-06", " ")) {
      refused(() -> TestExchange.ask(merge, Map.of("partition_prefix", bad)));
    }
  }

  @Test
  void a_recording_has_a_bounded_length() throws IOException {
    RecordingEndpoint recording = new RecordingEndpoint();
    for (String bad : List.of("0", "601", "-1", "x", "", "99999999999")) {
      refused(() -> TestExchange.ask(recording, Map.of("seconds", bad)));
    }
    TestExchange answer = TestExchange.ask(recording, Map.of("seconds", "1"));
    assertThat(answer.contentType).isEqualTo("application/octet-stream");
    assertThat(answer.body).startsWith('F', 'L', 'R', 0);
  }

  @Test
  void a_recording_ends_when_nobody_waits_for_it() {
    TestExchange exchange = TestExchange.with(Map.of("seconds", "600"));
    exchange.cancellation.cancel();
    assertThatThrownBy(() -> new RecordingEndpoint().serve(exchange))
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CANCELLED));
  }

  @Test
  void threads_and_heap_are_told() {
    assertThat(Diagnostics.threads()).contains("\"main\"", "EndpointsTest");
    assertThat(Diagnostics.heapHistogram()).contains("java.lang.String");
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_INPUT));
  }
}
