package dev.vestige.select.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.http.AdmissionGate;
import dev.vestige.http.HttpServer;
import dev.vestige.http.HttpServerOptions;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.http.client.ClientOptions;
import dev.vestige.http.client.EventLoops;
import dev.vestige.http.client.HttpClient;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ExplainMode;
import dev.vestige.logsql.exec.GatheredSink;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.QueryPart;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RemoteNodes;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.run.ClusterRunner;
import dev.vestige.logsql.exec.run.LocalRunner;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.select.live.StoredLive;
import dev.vestige.select.trace.FoundTrace;
import dev.vestige.select.trace.ScanTraceFinder;
import dev.vestige.select.trace.TraceCursor;
import dev.vestige.select.trace.TraceSearch;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.Placements;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.ValueType;
import dev.vestige.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The same spans on one node and on three: every question has the same answer.
@ExtendWith(Seed.class)
class ClusterQueriesTest {
  private static final long TIME = 1_700_000_000_000_000_000L;
  private static final int BATCHES = 24;

  private static final List<String> QUERIES =
      List.of(
          "*",
          "nothing_has_this_word",
          "\"span_attr:code\":=3",
          "\"span_attr:path\":~\"/a.*\" | fields trace_id, span_id, name",
          "* | fields _time, span_id, \"span_attr:load\", kind, duration",
          "* | delete _stream, _stream_id, _msg",
          "* | copy name as n | rename span_id as s | fields n, s",
          "* | filter \"span_attr:code\":>2 | math \"span_attr:code\" * 2 as twice | fields twice",
          "* | stats count() as n",
          "* | stats by (name) count() as n, sum(\"span_attr:code\") as s",
          "* | stats by (name, \"span_attr:code\") count() as n, avg(duration) as a",
          "* | stats by (_time:1m) count() as n, min(duration) as lo, max(duration) as hi",
          "* | stats count_uniq(trace_id) as traces, uniq_values(name) as names",
          "* | stats by (name) quantile(0.5, \"span_attr:code\") as m, median(duration) as d",
          "* | stats count() if (\"span_attr:code\":=1) as ones, count() as all",
          "* | stats by (name) count() as n | sort by (n desc, name) | limit 2",
          "* | stats by (name) row_any(name) as r | fields name",
          "* | stats sum_len(name) as s, count_empty(\"span_attr:load\") as e",
          "nothing_has_this_word | stats count() as n, sum(duration) as s",
          "* | sort by (_time, span_id) | limit 7 | fields span_id",
          "* | sort by (span_id desc) offset 3 limit 5 | fields span_id",
          "* | sort by (span_id) limit 4 rank as r | fields span_id, r",
          "* | sort by (span_id) partition by (name) limit 2 | fields name, span_id",
          "* | uniq by (name) with hits",
          "* | uniq by (\"span_attr:code\", name)",
          "* | uniq by (name, kind) limit 1000",
          "* | uniq by (nothing) with hits",
          "* | top 2 by (name)",
          "* | top 3 by (name, kind) hits as name_hits rank",
          "* | top by (\"span_attr:load\")",
          "* | field_names | sort by (name) | fields name",
          "* | fields name, \"span_attr:load\" | filter \"span_attr:load\":* | field_names",
          "* | facets",
          "* | facets 3 max_values_per_field 20 max_value_len 10 keep_const_fields",
          "\"span_attr:code\":=3 | facets",
          "* | field_values name",
          "* | field_values \"span_attr:load\" limit 1000",
          "* | field_values nothing",
          "* | limit 0",
          "* | limit 5 | stats count() as n",
          "* | offset 1000000",
          "* | first 3 by (span_id) | fields span_id",
          "* | last 3 by (span_id) | fields span_id",
          "* | first 2 by (span_id) partition by (name) | fields name, span_id",
          "* | sort by (span_id desc) offset 2 limit 3 rank as r | fields r, span_id",
          "* | offset 475 | limit 3 | stats count() as n",
          "* | stats by (name) histogram(duration) as h",
          "* | stats row_min(duration, span_id) as lo, row_max(duration, span_id) as hi",
          "trace_id:in(\"span_attr:code\":=1 | fields trace_id) | fields span_id",
          "* | stats count() if (name:in(\"span_attr:code\":=2 | fields name)) as n",
          "* | join by (name) (* | stats by (name) count() as per_name) | fields span_id, per_name",
          "\"span_attr:code\":=1 | union (\"span_attr:code\":=2) | stats count() as n",
          "options(concurrency=1) * | stats count() as n");

  private final EventLoops loops = new EventLoops();
  private final MemoryStorage whole = new MemoryStorage();
  private final List<MemoryStorage> parts = new ArrayList<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<HttpClient> clients = new ArrayList<>();

  @BeforeEach
  void start(RandomGenerator random) {
    for (int i = 0; i < 3; i++) {
      parts.add(new MemoryStorage());
      servers.add(start(parts.get(i)));
      int port = servers.get(i).ports().getFirst();
      clients.add(new HttpClient(ClientOptions.plain("127.0.0.1", port), loops));
    }
    for (int i = 0; i < BATCHES; i++) {
      SpanBatch batch = batch(i, random);
      whole.append(batch).join();
      parts.get(random.nextInt(3)).append(batch).join();
    }
  }

  private static AdmissionGate gate() {
    return new AdmissionGate(
        new AdmissionGate.Options("questions", "a flag", 8, 100, 10_000, ErrorKind.UNAVAILABLE));
  }

  private static HttpServer start(MemoryStorage storage) {
    Router.Builder router = Router.builder();
    StoredLive live = new StoredLive(storage, LocalRunner::new, 64 << 20);
    new NodeAnswers(
            storage, () -> Placements.NONE, new LocalRunner(storage), live, gate(), 64 << 20)
        .addTo(router, RouteOptions.DEFAULT);
    HttpServer server =
        new HttpServer(
            HttpServerOptions.DEFAULT.with(
                List.of(HttpServerOptions.Listener.plain("127.0.0.1", 0))),
            router.build());
    server.start();
    return server;
  }

  @AfterEach
  void close() {
    clients.forEach(HttpClient::close);
    servers.forEach(HttpServer::close);
    loops.close();
  }

  private static SpanBatch batch(int number, RandomGenerator random) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.reset(number % 5 == 4 ? new TenantId(7, 8) : TenantId.DEFAULT);
    builder.beginResource();
    text(builder, "service.name", "shop" + number % 2);
    builder.endResource();
    builder.beginScope();
    builder.endScope(0, 0);
    for (int i = 0; i < 20; i++) {
      builder.beginSpan();
      builder.traceId(number + 1, 1 + i % 4);
      builder.spanId(1 + number * 1_000L + i);
      long start = TIME + random.nextInt(1_000_000_000) * 300L;
      builder.times(start, start + random.nextInt(1_000_000));
      byte[] name = ("op" + random.nextInt(4)).getBytes(StandardCharsets.UTF_8);
      builder.name(builder.text(name, 0, name.length));
      builder.kind(random.nextInt(6));
      text(builder, "path", "/" + (char) ('a' + random.nextInt(3)) + "/" + random.nextInt(50));
      text(builder, "code", Integer.toString(random.nextInt(5)));
      if (random.nextInt(3) > 0) {
        text(builder, "load", random.nextInt(100) / 10.0 + "");
      }
      builder.endSpan();
    }
    return builder.build();
  }

  private static void text(SpanBatchBuilder builder, String key, String value) {
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    builder.attributeText(keyBytes, 0, keyBytes.length, ValueType.STRING, bytes, 0, bytes.length);
  }

  private ClusterRunner cluster(NodeQueries.Compression compression) {
    return new ClusterRunner(new NodeQueries(clients, compression));
  }

  private static List<String> lines(QueryRunner runner, String text, TenantId tenant) {
    List<String> lines = new ArrayList<>();
    RunContext context =
        new RunContext(
            List.of(tenant),
            TimeRange.ALL,
            Cancellation.afterMillis(30_000),
            new MemoryBudget(64 << 20));
    var _ = runner.run(LogsQl.parse(text, ParseOptions.at(TIME)), context, new Lines(lines));
    return lines;
  }

  private static final class Lines implements BlockSink {
    private final List<String> lines;

    Lines(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public synchronized boolean accept(BlockView block, int worker) {
      for (int row = block.selection().nextSet(0);
          row >= 0;
          row = block.selection().nextSet(row + 1)) {
        SortedMap<String, String> texts = new TreeMap<>();
        for (String field : block.fields()) {
          ByteSink text = new ByteSink();
          block.column(field).appendText(row, text);
          if (text.position() > 0) {
            texts.put(field, text.slice().toString());
          }
        }
        lines.add(texts.toString());
      }
      return true;
    }

    @Override
    public void finish() {}
  }

  @Test
  void every_query_has_the_answer_of_a_single_node() {
    for (NodeQueries.Compression compression : NodeQueries.Compression.values()) {
      for (String query : QUERIES) {
        for (TenantId tenant : List.of(TenantId.DEFAULT, new TenantId(7, 8))) {
          List<String> expected = lines(new LocalRunner(whole), query, tenant);
          List<String> found = lines(cluster(compression), query, tenant);
          if (query.contains("sort by")) {
            assertThat(found).as(query).isEqualTo(expected);
          } else {
            assertThat(found).as(query).containsExactlyInAnyOrderElementsOf(expected);
          }
        }
      }
    }
  }

  @Test
  void a_query_is_explained_with_what_nodes_do_and_what_is_done_here() {
    String text = "* | math duration / 2 as half | stats by (name) sum(half) s | sort by (s)";
    List<String> plan = explained(text, ExplainMode.PLAN);
    assertThat(plan).hasSize(8);
    assertThat(plan.subList(2, 5))
        .allMatch(row -> row.contains("step=node") && row.contains("stats_remote"));
    assertThat(plan.get(2)).contains("node=127.0.0.1:" + servers.getFirst().ports().getFirst());
    assertThat(plan.get(5)).contains("runs_on=node").doesNotContain("rows_in");
    assertThat(plan.get(6)).contains("runs_on=node in part, gatherer");
    assertThat(plan.get(7)).contains("runs_on=gatherer");

    List<String> measured = explained(text, ExplainMode.ANALYZE);
    assertThat(measured.get(1)).containsPattern("rows_in=[1-9]").doesNotContain("rows_out");
    assertThat(measured.subList(2, 5)).allMatch(row -> row.contains("rows_out="));
    assertThat(measured.get(5)).doesNotContain("rows_in");
    assertThat(measured.get(6)).containsPattern("rows_in=[1-9]").contains("rows_out=4");
    assertThat(measured.get(7)).contains("rows_in=4", "rows_out=4", "milliseconds=");
  }

  private List<String> explained(String text, ExplainMode mode) {
    List<String> lines = new ArrayList<>();
    RunContext context =
        new RunContext(
            List.of(TenantId.DEFAULT),
            TimeRange.ALL,
            Cancellation.afterMillis(30_000),
            new MemoryBudget(64 << 20));
    var _ =
        cluster(NodeQueries.Compression.ON)
            .explain(LogsQl.parse(text, ParseOptions.at(TIME)), context, mode, new Lines(lines));
    return lines;
  }

  @Test
  void a_limit_ends_the_answers_of_all_nodes() {
    assertThat(lines(cluster(NodeQueries.Compression.ON), "* | limit 5", TenantId.DEFAULT))
        .hasSize(5);
  }

  @Test
  void a_trace_is_found_wherever_it_is() {
    ClusterStorage storage =
        new ClusterStorage(
            () -> new NodeQueries(clients, NodeQueries.Compression.ON), Duration.ofDays(2));
    for (int trace = 1; trace <= 4; trace++) {
      List<Integer> sizes = new ArrayList<>();
      storage.spans(
          TenantId.DEFAULT,
          List.of(new TraceId(3, trace), new TraceId(99, 99)),
          Cancellation.afterMillis(30_000),
          batch -> sizes.add(batch.size()));
      assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
    }
    assertThat(storage.tenants(TimeRange.ALL))
        .containsExactly(TenantId.DEFAULT, new TenantId(7, 8));
    assertThat(storage.tenants(new TimeRange(0, 1))).isEmpty();
  }

  /// Counts the rows that nodes send.
  private record CountedNodes(NodeQueries nodes, AtomicLong rows) implements RemoteNodes {
    @Override
    public int count() {
      return nodes.count();
    }

    @Override
    public String name(int node) {
      return nodes.name(node);
    }

    @Override
    public SearchStatistics ask(QueryPart part, RunContext context, BlockSink output) {
      BlockSink counted =
          new BlockSink() {
            @Override
            public boolean accept(BlockView block, int worker) {
              rows.addAndGet(block.selection().cardinality());
              return output.accept(block, worker);
            }

            @Override
            public void finish() {
              output.finish();
            }
          };
      return nodes.ask(part, context, counted);
    }

    @Override
    public SearchStatistics gather(QueryPart part, RunContext context, GatheredSink output) {
      return nodes.gather(part, context, output);
    }
  }

  private static List<FoundTrace> find(QueryRunner runner, @Nullable TraceCursor after) {
    RunContext context =
        new RunContext(
            List.of(TenantId.DEFAULT),
            TimeRange.ALL,
            Cancellation.afterMillis(30_000),
            new MemoryBudget(64 << 20));
    Filter filter = LogsQl.parseFilter("name:*", ParseOptions.at(TIME));
    return new ScanTraceFinder(runner).find(new TraceSearch(filter, 3, after), context);
  }

  @Test
  void pages_of_traces_are_those_of_a_single_node_and_nodes_send_few_rows() {
    AtomicLong rows = new AtomicLong();
    NodeQueries nodes = new NodeQueries(clients, NodeQueries.Compression.ON);
    QueryRunner cluster = new ClusterRunner(new CountedNodes(nodes, rows));
    TraceCursor after = null;
    for (int page = 0; page < 4; page++) {
      List<FoundTrace> expected = find(new LocalRunner(whole), after);
      assertThat(find(cluster, after)).hasSize(3).isEqualTo(expected);
      after = new TraceCursor(Long.MAX_VALUE, expected.getLast());
    }
    rows.set(0);
    var _ = find(cluster, null);
    assertThat(rows.get()).isBetween(3L, BATCHES * 20L / 3);
  }

  @Test
  void a_node_that_is_down_fails_the_query_and_is_named() {
    String name = clients.get(1).address();
    servers.get(1).close();
    for (String query : QUERIES.subList(0, 3)) {
      assertThatThrownBy(() -> lines(cluster(NodeQueries.Compression.ON), query, TenantId.DEFAULT))
          .isInstanceOfSatisfying(
              VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.BAD_GATEWAY))
          .hasMessageContaining(name);
    }
  }

  @Test
  void a_deadline_ends_the_query() {
    RunContext context =
        new RunContext(
            List.of(TenantId.DEFAULT),
            TimeRange.ALL,
            Cancellation.afterMillis(1),
            new MemoryBudget(64 << 20));
    assertThatThrownBy(
            () -> {
              while (true) {
                cluster(NodeQueries.Compression.ON)
                    .run(
                        LogsQl.parse("*", ParseOptions.at(TIME)),
                        context,
                        new Lines(new ArrayList<>()));
              }
            })
        .isInstanceOf(VestigeException.class);
  }
}
