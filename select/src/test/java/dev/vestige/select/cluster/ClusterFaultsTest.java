package dev.vestige.select.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TimeRange;
import dev.vestige.select.cluster.FaultyNode.Fault;
import dev.vestige.select.request.Completeness;
import dev.vestige.storage.Placements;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TracePlacement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A node in front of two that keep spans and one that fails.
class ClusterFaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long SILENCE_MILLIS = 3_000;
  private static final long SILENCE_MILLIS_LONG = 60_000;
  private static final String COUNT = "/select/logsql/query?query=" + encoded("* | count() n");
  private static final String TRACE = "/select/jaeger/api/traces/00000000000000010000000000000007";

  private final TestNodes nodes = new TestNodes();
  private final HttpClient client = HttpClient.newHttpClient();
  private final int one = nodes.keep(TestNodes.spans(7, "shop", 3, 100, 0));
  private final int two = nodes.keep(TestNodes.spans(8, "bank", 2, 200, 0));

  @AfterEach
  void close() {
    client.shutdownNow();
    nodes.close();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> ask(int port, String target)
      throws IOException, InterruptedException {
    return client.send(request(port, target), BodyHandlers.ofString());
  }

  private static HttpRequest request(int port, String target) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
        .timeout(PATIENCE)
        .build();
  }

  private static String partial(String target) {
    return target + (target.contains("?") ? "&" : "?") + "allow_partial_response=1";
  }

  private void checkWithout(int missing, int front) throws IOException, InterruptedException {
    String name = "127.0.0.1:" + missing;
    for (String target : new String[] {COUNT, TRACE, "/select/logsql/hits?query=*"}) {
      HttpResponse<String> whole = ask(front, target);
      assertThat(whole.statusCode()).as(target).isEqualTo(502);
      assertThat(whole.body()).contains(name);
    }
    HttpResponse<String> rest = ask(front, partial(COUNT));
    assertThat(rest.body()).isEqualToIgnoringNewLines("{\"n\":\"5\"}");
    assertThat(rest.headers().firstValue(Completeness.HEADER)).contains(name);
    HttpResponse<String> trace = ask(front, partial(TRACE));
    assertThat(trace.headers().firstValue(Completeness.HEADER)).contains(name);
    assertThat(trace.body()).contains("\"shop\"").contains(name + " did not answer");
    for (String target :
        new String[] {"/select/logsql/hits?query=*", "/select/logsql/field_names?query=*"}) {
      HttpResponse<String> values = ask(front, partial(target));
      assertThat(values.headers().firstValue(Completeness.HEADER)).contains(name);
      assertThat(values.body()).contains("\"isPartial\":true");
    }
    assertThat(ask(front, partial("/select/tenant_ids")).statusCode()).isEqualTo(502);
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT", "FULL"})
  void a_faulty_node_fails_the_answer_or_is_named_by_a_partial_one(Fault fault) throws Exception {
    try (FaultyNode faulty = new FaultyNode(fault)) {
      checkWithout(faulty.port(), nodes.front(SILENCE_MILLIS_LONG, one, two, faulty.port()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "STUCK"})
  void a_node_that_falls_silent_is_not_waited_for(Fault fault) throws Exception {
    try (FaultyNode faulty = new FaultyNode(fault)) {
      String name = "127.0.0.1:" + faulty.port();
      int front = nodes.front(SILENCE_MILLIS, one, two, faulty.port());
      HttpResponse<String> whole = ask(front, COUNT);
      assertThat(whole.statusCode()).isEqualTo(502);
      assertThat(whole.body()).contains(name);
      HttpResponse<String> rest = ask(front, partial(COUNT));
      assertThat(rest.body()).isEqualToIgnoringNewLines("{\"n\":\"5\"}");
      assertThat(rest.headers().firstValue(Completeness.HEADER)).contains(name);
    }
  }

  @Test
  void a_node_that_is_gone_fails_the_answer_or_is_named_by_a_partial_one() throws Exception {
    FaultyNode gone = new FaultyNode(Fault.SILENT);
    gone.close();
    checkWithout(gone.port(), nodes.front(SILENCE_MILLIS_LONG, one, gone.port(), two));
  }

  /// The port of a node that is gone, behind which a node comes for the trace, or before.
  private static int gone(String node, boolean isBehind) throws IOException {
    while (true) {
      FaultyNode gone = new FaultyNode(Fault.SILENT);
      gone.close();
      TracePlacement placement = new TracePlacement(List.of(node, "127.0.0.1:" + gone.port()));
      int first = placement.first(TracePlacement.key(1, 7), new boolean[2]);
      if (first == (isBehind ? 0 : 1)) {
        return gone.port();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_trace_is_answered_without_a_node_that_cannot_have_it(boolean isBehind) throws Exception {
    String node = "127.0.0.1:" + one;
    int gone = gone(node, isBehind);
    String away = "127.0.0.1:" + gone;
    int front = nodes.front(SILENCE_MILLIS_LONG, one, two, gone);
    assertThat(ask(front, TRACE).statusCode()).as("of which nothing is noted").isEqualTo(502);
    nodes.placements = Placements.among(List.of(node, away), TimeRange.ALL);
    HttpResponse<String> answer = ask(front, TRACE);
    if (isBehind) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"shop\"");
      assertThat(ask(front, partial(TRACE)).headers().firstValue(Completeness.HEADER)).isEmpty();
    } else {
      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).contains(away).contains("may have spans there");
      assertThat(ask(front, partial(TRACE)).headers().firstValue(Completeness.HEADER))
          .contains(away);
    }
    nodes.placements = nodes.placements.join(Placements.here(TimeRange.ALL).toldBy(away));
    assertThat(ask(front, TRACE).statusCode()).as("where anything can be").isEqualTo(502);
  }

  @Test
  void what_is_behind_a_node_in_front_is_missing_as_a_whole() throws Exception {
    FaultyNode gone = new FaultyNode(Fault.SILENT);
    gone.close();
    int middle = nodes.front(SILENCE_MILLIS_LONG, two, gone.port());
    int front = nodes.front(SILENCE_MILLIS_LONG, one, middle);
    assertThat(ask(front, COUNT).statusCode()).isEqualTo(502);
    HttpResponse<String> rest = ask(front, partial(COUNT));
    assertThat(rest.body()).isEqualToIgnoringNewLines("{\"n\":\"3\"}");
    assertThat(rest.headers().firstValue(Completeness.HEADER)).contains("127.0.0.1:" + middle);
  }

  @Test
  void without_any_node_there_is_no_partial_answer() throws Exception {
    FaultyNode gone = new FaultyNode(Fault.SILENT);
    gone.close();
    int front = nodes.front(SILENCE_MILLIS_LONG, gone.port());
    assertThat(ask(front, partial(COUNT)).statusCode()).isEqualTo(502);
  }

  @Test
  void an_answer_of_all_nodes_is_not_marked() throws Exception {
    HttpResponse<String> answer = ask(nodes.front(SILENCE_MILLIS_LONG, one, two), partial(COUNT));
    assertThat(answer.body()).isEqualToIgnoringNewLines("{\"n\":\"5\"}");
    assertThat(answer.headers().firstValue(Completeness.HEADER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"* | math 1 +", "a | | b"})
  void a_wrong_question_stays_one_in_a_partial_answer(String query) throws Exception {
    int front = nodes.front(SILENCE_MILLIS_LONG, one, two);
    String target = partial("/select/logsql/query?query=" + encoded(query));
    assertThat(ask(front, target).statusCode()).isEqualTo(400);
  }

  @Test
  void a_deadline_is_not_the_fault_of_a_node_that_is_at_work() throws Exception {
    try (FaultyNode busy = new FaultyNode(Fault.BUSY)) {
      int front = nodes.front(SILENCE_MILLIS_LONG, one, busy.port());
      HttpResponse<String> answer = ask(front, partial(COUNT) + "&timeout=2s");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("127.0.0.1:" + busy.port()).contains("deadline");
    }
  }

  @Test
  void a_client_that_goes_away_ends_the_questions_to_nodes() throws Exception {
    try (FaultyNode busy = new FaultyNode(Fault.BUSY);
        HttpClient leaving = HttpClient.newHttpClient()) {
      int front = nodes.front(SILENCE_MILLIS_LONG, one, busy.port());
      var asked = leaving.sendAsync(request(front, COUNT), BodyHandlers.ofString());
      assertThat(busy.asked().await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(asked).isNotDone();
      leaving.shutdownNow();
      assertThat(busy.left().await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void an_error_of_one_node_ends_the_questions_to_the_others() throws Exception {
    try (FaultyNode busy = new FaultyNode(Fault.BUSY);
        FaultyNode cut = new FaultyNode(Fault.CUT)) {
      int front = nodes.front(SILENCE_MILLIS_LONG, busy.port(), cut.port());
      assertThat(ask(front, COUNT).body()).contains("127.0.0.1:" + cut.port());
      assertThat(busy.left().await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_tail_shows_what_comes_to_all_nodes(boolean isTwoLevels) throws Exception {
    int front = nodes.front(SILENCE_MILLIS_LONG, one, two);
    int asked = isTwoLevels ? nodes.front(SILENCE_MILLIS_LONG, front) : front;
    String target = "/select/logsql/tail?start_offset=1h&query=" + encoded("* | fields span_id");
    HttpResponse<InputStream> answer =
        client.send(request(asked, target), BodyHandlers.ofInputStream());
    try (BufferedReader rows =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      for (int stored = 0; stored < 5; stored++) {
        assertThat(rows.readLine()).contains("span_id");
      }
      nodes.live(0).arrived(arriving(11));
      assertThat(rows.readLine()).contains("000000000000000b");
      nodes.live(1).arrived(arriving(12));
      assertThat(rows.readLine()).contains("000000000000000c");
    }
  }

  private static SpanBatch arriving(long spanId) {
    return TestNodes.spans(9, "shop", 1, spanId, 0);
  }

  @Test
  void calls_between_spans_of_two_nodes_are_counted_once() throws Exception {
    int three = nodes.keep(TestNodes.spans(7, "stock", 2, 300, 102));
    int middle = nodes.front(SILENCE_MILLIS_LONG, two, three);
    for (int front :
        new int[] {
          nodes.front(SILENCE_MILLIS_LONG, one, two, three),
          nodes.front(SILENCE_MILLIS_LONG, one, middle)
        }) {
      assertThat(ask(front, "/select/jaeger/api/dependencies?lookback=3600000").body())
          .contains("\"data\":[{\"parent\":\"shop\",\"child\":\"stock\",\"callCount\":1}]");
    }
  }
}
