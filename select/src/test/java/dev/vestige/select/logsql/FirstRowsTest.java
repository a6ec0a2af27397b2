package dev.vestige.select.logsql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.http.HttpServer;
import dev.vestige.http.HttpServerOptions;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ExplainMode;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.run.LocalRunner;
import dev.vestige.select.QueryWatch;
import dev.vestige.select.SelectApi;
import dev.vestige.select.SelectOptions;
import dev.vestige.select.live.StoredLive;
import dev.vestige.select.request.Completeness.Wish;
import dev.vestige.select.trace.TestSpans;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TraceId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Rows go out while the scan runs.
class FirstRowsTest {
  private static final long MEMORY_BYTES = 64 << 20;

  /// Of a batch: more than an answer holds back before it begins, and than fits one chunk of it.
  private static final int ROWS = 2000;

  /// Passes the rows of the second block and of those behind it on when the gate is open.
  private record HeldRunner(QueryRunner runner, CountDownLatch gate) implements QueryRunner {
    @Override
    public SearchStatistics run(Query query, RunContext context, BlockSink output) {
      return runner.run(query, context, new HeldSink(output, gate));
    }

    @Override
    public SearchStatistics explain(
        Query query, RunContext context, ExplainMode mode, BlockSink output) {
      return runner.explain(query, context, mode, output);
    }

    @Override
    public int workers() {
      return runner.workers();
    }
  }

  /// Called by one worker.
  private static final class HeldSink implements BlockSink {
    private final BlockSink output;
    private final CountDownLatch gate;
    private boolean isFirst = true;

    HeldSink(BlockSink output, CountDownLatch gate) {
      this.output = output;
      this.gate = gate;
    }

    /// Ends the scan when nobody opens the gate.
    @Override
    public boolean accept(BlockView block, int worker) {
      boolean passes = isFirst || isOpened();
      isFirst = false;
      return passes && output.accept(block, worker);
    }

    private boolean isOpened() {
      try {
        return gate.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public void finish() {
      output.finish();
    }
  }

  @Test
  void rows_of_the_first_block_arrive_before_the_second_is_scanned() throws Exception {
    MemoryStorage storage = new MemoryStorage();
    storage.append(batch(1)).join();
    storage.append(batch(2)).join();
    CountDownLatch gate = new CountDownLatch(1);
    try (HttpServer server = serve(storage, new HeldRunner(new LocalRunner(storage), gate));
        HttpClient client = HttpClient.newHttpClient();
        BufferedReader lines = ask(client, server.ports().getFirst())) {
      assertThat(lines.readLine()).contains("\"name\":\"work\"");
      gate.countDown();
      assertThat(lines.lines().count()).as("rows behind the first").isEqualTo(2 * ROWS - 1);
    }
  }

  private static BufferedReader ask(HttpClient client, int port)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/select/logsql/query?query=*&start=0");
    return new BufferedReader(
        new InputStreamReader(
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream()).body(),
            StandardCharsets.UTF_8));
  }

  private static SpanBatch batch(long trace) {
    TestSpans spans = new TestSpans().service("shop");
    long now = System.currentTimeMillis() * 1_000_000;
    for (int id = 1; id <= ROWS; id++) {
      spans.span(new TraceId(1, trace), id, id - 1, "work", now - 5_000_000, now);
    }
    return spans.build();
  }

  private static HttpServer serve(MemoryStorage storage, QueryRunner runner) {
    SelectOptions options =
        new SelectOptions(
            60_000, 1 << 14, MEMORY_BYTES, 0, 1, 100, 100, 100, Long.MAX_VALUE / 4, 0, Wish.WHOLE);
    StoredLive live = new StoredLive(storage, LocalRunner::new, MEMORY_BYTES);
    Router.Builder router = Router.builder();
    new SelectApi(storage, runner, live, _ -> List.of(), options, new QueryWatch(0, () -> {}))
        .addTo(router, RouteOptions.DEFAULT, RouteOptions.DEFAULT);
    HttpServer server =
        new HttpServer(
            HttpServerOptions.DEFAULT.with(
                List.of(HttpServerOptions.Listener.plain("127.0.0.1", 0))),
            router.build());
    server.start();
    return server;
  }
}
