package dev.vestige.it.process;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Clients that send spans to the inserting nodes of a cluster, and remember what they were told.
/// Each request has spans of several traces, and all of them the number of the request.
final class ClusterLoad implements AutoCloseable {
  static final int TRACES = 6;
  static final int SPANS = 2 * TRACES;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ATTEMPTS_MAX = 100;
  private static final long PAUSE_NANOS = 50_000_000;
  private static final Pattern COUNT =
      Pattern.compile("\"span_attr:req\":\"(\\d+)\",\"n\":\"(\\d+)\",\"u\":\"(\\d+)\"");

  private final ClusterProcesses cluster;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Thread> senders = new ArrayList<>();
  private final AtomicInteger nextRequest = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger();
  private volatile boolean isOver;

  /// Attempts by request; acknowledged ones ended with a success.
  private final Map<Integer, Integer> attempts = new ConcurrentHashMap<>();

  private final Map<Integer, Boolean> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger failedAttempts = new AtomicInteger();
  private final AtomicLong longestSilenceNanos = new AtomicLong();

  /// Whether a request that fails is sent again, as OTLP wants it, or given up.
  enum Retry {
    NEVER,
    UNTIL_STORED
  }

  /// Spans by request as a query found them.
  private record Found(int spans, int distinct) {}

  ClusterLoad(ClusterProcesses cluster) {
    this.cluster = cluster;
  }

  /// Starts clients, each of which prefers one of the inserting nodes.
  void start(int count, Retry retry) {
    for (int i = 0; i < count; i++) {
      int preferred = i % cluster.inserts.size();
      senders.add(Thread.ofVirtual().start(() -> run(preferred, retry)));
    }
  }

  private void run(int preferred, Retry retry) {
    long successNanoTime = System.nanoTime();
    while (!isOver) {
      int request = nextRequest.getAndIncrement();
      int most = retry == Retry.NEVER ? 1 : ATTEMPTS_MAX;
      for (int attempt = 1; attempt <= most; attempt++) {
        attempts.put(request, attempt);
        if (isStored(send(preferred + attempt - 1, request))) {
          acknowledged.put(request, attempt == 1);
          long now = System.nanoTime();
          long silence = now - successNanoTime;
          longestSilenceNanos.accumulateAndGet(silence, Math::max);
          successNanoTime = now;
          break;
        }
        failedAttempts.incrementAndGet();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      answers.incrementAndGet();
    }
  }

  private static boolean isStored(int status) {
    return status == 200;
  }

  /// The status, 0 for none.
  private int send(int insert, int request) {
    VestigeServer server = cluster.inserts.get(insert % cluster.inserts.size());
    HttpRequest post =
        HttpRequest.newBuilder(server.uri("/v1/traces"))
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(body(request)))
            .build();
    try {
      return client.send(post, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /// Sends a request once, from the caller's thread.
  boolean sendOnce(int request) {
    return isStored(send(0, request));
  }

  /// Trace ids of a request, in hex.
  static String traceId(int request, int trace) {
    return String.format(Locale.ROOT, "%016x%016x", request % 1_000_000 + 1, 1 + trace);
  }

  private static String body(int request) {
    long now = System.currentTimeMillis() * 1_000_000;
    String spans =
        IntStream.range(0, SPANS)
            .mapToObj(i ->
                String.format(
                    Locale.ROOT,
                    """
                    {"traceId":"%s","spanId":"%016x","name":"op%d","startTimeUnixNano":"%d",\
                    "endTimeUnixNano":"%d","attributes":\
                    [{"key":"req","value":{"intValue":"%d"}}]}\
                    """,
                    traceId(request, i % TRACES),
                    (long) request * SPANS + i + 1,
                    i,
                    now,
                    now + 1_000,
                    request))
            .collect(Collectors.joining(","));
    return "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\","
        + "\"value\":{\"stringValue\":\"shop\"}}]},\"scopeSpans\":[{\"spans\":["
        + spans
        + "]}]}]}";
  }

  /// Waits until so many more requests were answered.
  void awaitRequests(int count) {
    int before = answers.get();
    Await.until(PATIENCE, () -> answers.get() >= before + count, "the requests do not go on");
  }

  /// Lets the requests under way end.
  void stop() {
    isOver = true;
    for (Thread sender : senders) {
      try {
        sender.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    senders.clear();
  }

  /// What the clients saw, for people.
  String report() {
    long first = acknowledged.values().stream().filter(isFirst -> isFirst).count();
    return String.format(
        Locale.ROOT,
        "%d requests, %d stored at their first try, %d later, %d failed attempts, longest time of a"
            + " client without a success %.1f s",
        attempts.size(),
        first,
        acknowledged.size() - first,
        failedAttempts.get(),
        longestSilenceNanos.get() / 1e9);
  }

  int acknowledged() {
    return acknowledged.size();
  }

  /// Some requests whose spans are stored.
  List<Integer> someAcknowledged(int countMax) {
    return acknowledged.keySet().stream().limit(countMax).toList();
  }

  /// Requests that are not there as they should be, with what is there: every span once when the
  /// first try was stored, at most once an attempt otherwise.
  Map<Integer, String> wrong() {
    Map<Integer, String> wrong = new TreeMap<>();
    Map<Integer, Found> found;
    try {
      found = counts();
    } catch (IOException e) {
      return Map.of(-1, e.toString());
    }
    attempts.forEach((request, tries) -> {
      Found there = found.getOrDefault(request, new Found(0, 0));
      boolean isAcknowledged = acknowledged.containsKey(request);
      int least = isAcknowledged ? SPANS : 0;
      if (there.spans() < least
          || there.spans() > SPANS * tries
          || (isAcknowledged && there.distinct() != SPANS)) {
        wrong.put(request, there + " after " + tries + " tries");
      }
    });
    return wrong;
  }

  /// Spans that are there more than once, all of requests that were sent again.
  int surplus() throws IOException {
    return counts().values().stream().mapToInt(found -> found.spans() - found.distinct()).sum();
  }

  private Map<Integer, Found> counts() throws IOException {
    String query = "* | stats by (\"span_attr:req\") count() as n, count_uniq(span_id) as u";
    Map<Integer, Found> counts = new TreeMap<>();
    var answer = cluster.ask(query);
    if (answer.statusCode() != 200) {
      throw new IOException(answer.body());
    }
    Matcher matcher = COUNT.matcher(answer.body());
    while (matcher.find()) {
      counts.put(
          Integer.parseInt(matcher.group(1)),
          new Found(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))));
    }
    return counts;
  }

  @Override
  public void close() {
    isOver = true;
    client.shutdownNow();
  }
}
