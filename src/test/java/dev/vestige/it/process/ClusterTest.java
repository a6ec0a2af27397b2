package dev.vestige.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.it.process.ClusterLoad.Retry;
import dev.vestige.storage.TracePlacement;
import dev.vestige.testkit.Seed;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Clusters of whole processes, with nodes that die, hang, end and come back while spans come in,
/// over networks that delay, cut, truncate and duplicate.
@ExtendWith(Seed.class)
final class ClusterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int NODES = 3;
  private static final String COUNT = "/select/logsql/query?query=*%7Ccount()";

  /// How long nodes are tormented beyond one round of everything.
  private static final long SECONDS = Long.getLong("vestige.cluster.seconds", 0);

  @TempDir private Path folder;

  @Test
  void no_acknowledged_span_is_lost_or_doubled_while_nodes_die_hang_and_come_back(
      RandomGenerator random, TestReporter reporter) throws IOException {
    try (ClusterProcesses cluster = new ClusterProcesses(folder, NODES, random);
        ClusterLoad load = new ClusterLoad(cluster)) {
      cluster.faultsPerThousand(30);
      load.start(4, Retry.NEVER);
      load.awaitRequests(40);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      do {
        killStorage(cluster, load, random.nextInt(NODES));
        pauseStorage(cluster, load, random.nextInt(NODES));
        killInsertAndStorage(cluster, load, random.nextInt(2), random.nextInt(NODES));
      } while (System.nanoTime() - end < 0);
      cluster.faultsPerThousand(0);
      load.awaitRequests(20);
      Await.until(PATIENCE, () -> load.acknowledged() > 100, "too little is stored");
      load.stop();

      long stopped = System.nanoTime();
      Await.until(PATIENCE, () -> load.wrong().isEmpty(), "wrong counts: " + load.wrong());
      reporter.publishEntry(
          String.format(
              Locale.ROOT,
              "all exact %.1f s after the last node's return; %s; %d spans more than once; %s",
              (System.nanoTime() - stopped) / 1e9,
              load.report(),
              load.surplus(),
              faults(cluster)));
      assertThat(load.surplus()).isZero();
    }
  }

  private static void killStorage(ClusterProcesses cluster, ClusterLoad load, int node)
      throws IOException {
    cluster.killStorage(node);
    HttpResponse<String> answer = cluster.ask("*");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains(cluster.address(node));
    load.awaitRequests(30);
    cluster.restartStorage(node);
    load.awaitRequests(30);
  }

  private static void pauseStorage(ClusterProcesses cluster, ClusterLoad load, int node)
      throws IOException {
    cluster.storage.get(node).process().signal("STOP");
    List<HttpResponse<String>> answers =
        cluster.getAll(List.of(COUNT + "&allow_partial_response=1", COUNT + "&timeout=3s"));
    HttpResponse<String> rest = answers.getFirst();
    assertThat(rest.statusCode()).isEqualTo(200);
    assertThat(rest.headers().firstValue("Vestige-Partial").orElse(""))
        .contains(cluster.address(node));
    HttpResponse<String> whole = answers.getLast();
    assertThat(whole.statusCode()).isGreaterThan(500);
    assertThat(whole.body()).contains(cluster.address(node));
    load.awaitRequests(30);
    cluster.storage.get(node).process().signal("CONT");
    load.awaitRequests(30);
  }

  private static void killInsertAndStorage(
      ClusterProcesses cluster, ClusterLoad load, int insert, int node) throws IOException {
    cluster.killInsert(insert);
    cluster.killStorage(node);
    cluster.restart(insert, node);
    load.awaitRequests(30);
  }

  private static String faults(ClusterProcesses cluster) {
    return cluster.networks.stream()
        .map(network -> network.happened().toString())
        .collect(Collectors.joining(", ", "faults of the networks: ", ""));
  }

  @Test
  void nothing_is_lost_when_all_nodes_are_restarted_and_one_is_added(
      RandomGenerator random, TestReporter reporter) throws IOException {
    try (ClusterProcesses cluster = new ClusterProcesses(folder, NODES, random);
        ClusterLoad load = new ClusterLoad(cluster)) {
      long outages = cluster.outages();
      load.start(4, Retry.UNTIL_STORED);
      load.awaitRequests(20);
      for (int node = 0; node < NODES; node++) {
        List<Integer> stored = load.someAcknowledged(10);
        cluster.endStorage(node);
        int answered = readByIdWithout(cluster, stored, node);
        // On a slow machine nodes may be passed over that are well, and all traces need all nodes.
        boolean isCalm = cluster.outages() - outages <= 2L * (node + 1);
        assertThat(answered).isGreaterThan(isCalm ? 0 : -1);
        reporter.publishEntry(
            answered + " traces do not need the node that is away; calm: " + isCalm);
        cluster.restartStorage(node);
        load.awaitRequests(20);
      }
      for (int insert = 0; insert < 2; insert++) {
        cluster.renewInsert(insert);
        load.awaitRequests(20);
      }
      cluster.renewSelect();
      load.stop();
      Await.until(PATIENCE, () -> load.wrong().isEmpty(), "wrong counts: " + load.wrong());
      reporter.publishEntry(
          "rolling restart: " + load.report() + "; spans more than once: " + load.surplus());

      addNode(cluster, load, reporter);
    }
  }

  /// Nodes end one after the other, the later ones after spans have passed over the earlier ones.
  /// Traces of the node that is away are not answered; others are, unless they may lie there, too.
  /// What is answered is whole.
  ///
  /// @return how many are answered
  private static int readByIdWithout(ClusterProcesses cluster, List<Integer> requests, int away)
      throws IOException {
    List<String> names = IntStream.range(0, NODES).mapToObj(cluster::address).toList();
    List<String> ids = new ArrayList<>();
    for (int request : requests) {
      for (int trace = 0; trace < ClusterLoad.TRACES; trace++) {
        ids.add(ClusterLoad.traceId(request, trace));
      }
    }
    List<HttpResponse<String>> answers =
        cluster.getAll(ids.stream().map(id -> "/select/jaeger/api/traces/" + id).toList());
    int answered = 0;
    for (int i = 0; i < ids.size(); i++) {
      HttpResponse<String> answer = answers.get(i);
      if (isFirst(names, ids.get(i), away)) {
        assertThat(answer.statusCode()).isGreaterThan(500);
      }
      if (answer.statusCode() == 200) {
        answered++;
        assertThat(spans(answer)).isGreaterThanOrEqualTo(2);
      } else {
        // On a slow machine another one may have been silent for too long.
        assertThat(names).anyMatch(answer.body()::contains);
      }
    }
    return answered;
  }

  private static boolean isFirst(List<String> names, String id, int node) {
    long high = Long.parseUnsignedLong(id.substring(0, 16), 16);
    long low = Long.parseUnsignedLong(id.substring(16), 16);
    TracePlacement placement = new TracePlacement(names);
    return placement.first(TracePlacement.key(high, low), new boolean[NODES]) == node;
  }

  private static long spans(HttpResponse<String> trace) {
    return Pattern.compile("\"operationName\"").matcher(trace.body()).results().count();
  }

  /// Old traces get more spans after a fourth node came.
  private static void addNode(ClusterProcesses cluster, ClusterLoad load, TestReporter reporter)
      throws IOException {
    int requests = Math.min(load.acknowledged(), 50);
    cluster.startAnotherStorage();
    cluster.list();
    cluster.awaitNodesIn(NODES + 1);
    for (int request = 0; request < requests; request++) {
      // The same traces as before, of another request.
      int another = 1_000_000 + request;
      Await.until(PATIENCE, () -> load.sendOnce(another), "a request is refused");
    }
    Await.until(
        PATIENCE,
        () -> isWhole(cluster, requests),
        "a trace with spans on an old and the new node is not whole");
    double moved = stored(cluster.storage.get(NODES)) / (double) (requests * ClusterLoad.SPANS);
    reporter.publishEntry(
        String.format(Locale.ROOT, "share of the traces that went to a fourth node: %.3f", moved));
    // A quarter, and more on a slow machine, where nodes may be passed over that are well.
    assertThat(moved).isBetween(0.1, 0.6);
  }

  private static boolean isWhole(ClusterProcesses cluster, int requests) {
    try {
      for (int request = 0; request < requests; request += 7) {
        String id = ClusterLoad.traceId(request, request % ClusterLoad.TRACES);
        HttpResponse<String> answer = cluster.get("/select/jaeger/api/traces/" + id);
        // Two of before and two of later; more only when a client had to send again.
        if (answer.statusCode() != 200 || spans(answer) < 4) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// The spans that a node keeps.
  private static long stored(VestigeServer node) {
    return ClusterProcesses.metric(node, "vt_rows_ingested_total{type=\"internalinsert\"} ");
  }
}
