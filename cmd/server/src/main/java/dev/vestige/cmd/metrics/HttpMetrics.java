package dev.vestige.cmd.metrics;

import dev.vestige.http.HttpObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/// Counts connections and requests of the HTTP server: those of the query and node APIs one by one
/// with their errors and durations, those of pages only by number. Requests with spans are left to
/// the doors for spans, which count by format. Thread-safe; called on event loops.
public final class HttpMetrics implements HttpObserver, MetricSource {
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int FIRST_ERROR = 400;
  private static final String UNKNOWN_ROUTE = "unknown";
  private static final List<String> API_ROUTES = List.of("/select/", "/internal/", "/delete/");

  private final MeterRegistry registry;
  private final Labels listener;
  private final Predicate<String> asksForKey;
  private final Map<String, Api> apis = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> pages = new ConcurrentSkipListMap<>();
  private final Map<Reason, LongAdder> refusals = new ConcurrentSkipListMap<>();
  private final LongAdder requests = new LongAdder();
  private final LongAdder unsupported = new LongAdder();
  private final LongAdder wrongBasicAuth = new LongAdder();
  private final LongAdder wrongAuthKey = new LongAdder();
  private final LongAdder accepts = new LongAdder();
  private final LongAdder acceptErrors = new LongAdder();
  private final LongAdder closes = new LongAdder();
  private final LongAdder tlsErrors = new LongAdder();

  /// The requests of one route; there are as many as the router has.
  private record Api(LongAdder requests, LongAdder errors, Timer duration) {}

  /// Begins to count.
  ///
  /// @param addresses what is listened at, as labels say it
  /// @param routes the names of all routes; they are shown before their first request
  /// @param asksForKey whether a route asks for a key of its own
  public HttpMetrics(
      MeterRegistry registry, String addresses, Set<String> routes, Predicate<String> asksForKey) {
    this.registry = registry;
    this.listener = Labels.of("name", "http", "addr", addresses);
    this.asksForKey = asksForKey;
    for (Reason reason : Reason.values()) {
      refusals.put(reason, new LongAdder());
    }
    for (String route : routes) {
      if (isApi(route)) {
        apis.computeIfAbsent(route, this::newApi);
      } else if (!countsItself(route)) {
        pages.put(route, new LongAdder());
      }
    }
  }

  private static boolean isApi(String route) {
    return API_ROUTES.stream().anyMatch(route::startsWith);
  }

  private static boolean countsItself(String route) {
    return route.startsWith("/insert/") || route.equals("grpc");
  }

  private Api newApi(String route) {
    Timer duration =
        Timer.builder("vt_http_request_duration_seconds")
            .description("How long requests took")
            .tag("path", route)
            .publishPercentiles(0.5, 0.9, 0.97, 0.99, 1)
            .percentilePrecision(1)
            .register(registry);
    return new Api(new LongAdder(), new LongAdder(), duration);
  }

  @Override
  public void connectionOpened() {
    accepts.increment();
  }

  @Override
  public void connectionClosed() {
    closes.increment();
  }

  @Override
  public void acceptFailed(Throwable cause) {
    acceptErrors.increment();
  }

  @Override
  public void tlsFailed(Throwable cause) {
    tlsErrors.increment();
  }

  @Override
  public void refused(Reason reason) {
    refusals.computeIfAbsent(reason, _ -> new LongAdder()).increment();
  }

  @Override
  public void requestFinished(Summary request) {
    requests.increment();
    if (request.status() == UNAUTHORIZED) {
      (asksForKey.test(request.route()) ? wrongAuthKey : wrongBasicAuth).increment();
    }
    if (request.route().equals(UNKNOWN_ROUTE) && request.status() == NOT_FOUND) {
      unsupported.increment();
    }
    LongAdder page = pages.get(request.route());
    if (page != null) {
      page.increment();
    }
    Api api = apis.get(request.route());
    if (api != null) {
      api.requests().increment();
      api.duration().record(request.durationNanos(), TimeUnit.NANOSECONDS);
      if (request.status() >= FIRST_ERROR) {
        api.errors().increment();
      }
    }
  }

  @Override
  public void writeTo(MetricsText text) {
    count(text, "vm_http_requests_all_total", "Requests", Labels.NONE, requests);
    pages.forEach((route, count) ->
        count(
            text, "vm_http_requests_total", "Requests to pages", Labels.of("path", route), count));
    apis.forEach((route, api) -> {
      Labels path = Labels.of("path", route);
      count(text, "vt_http_requests_total", "Requests", path, api.requests());
      // Dashboards of today and of yesterday ask by either name.
      count(text, "vt_http_errors_total", "Requests that failed", path, api.errors());
      count(text, "vt_http_request_errors_total", "Requests that failed", path, api.errors());
    });
    writeErrors(text);
    writeConnections(text);
  }

  private void writeErrors(MetricsText text) {
    error(text, "unsupported", unsupported);
    error(text, "wrong_basic_auth", wrongBasicAuth);
    error(text, "wrong_auth_key", wrongAuthKey);
    refusals.forEach((reason, count) -> error(text, reason.name().toLowerCase(Locale.ROOT), count));
  }

  private static void error(MetricsText text, String reason, LongAdder count) {
    count(
        text,
        "vm_http_request_errors_total",
        "Requests turned away before they reached a route",
        Labels.spaced("path", "*", "reason", reason),
        count);
  }

  private void writeConnections(MetricsText text) {
    count(text, "vm_tcplistener_accepts_total", "Connections", listener, accepts);
    text.gauge(
        "vm_tcplistener_conns",
        "Open connections",
        listener,
        (double) (accepts.sum() - closes.sum()));
    String errors = "vm_tcplistener_errors_total";
    String help = "Connections that could not be made";
    count(text, errors, help, listener.and("type", "accept"), acceptErrors);
    count(text, errors, help, listener.and("type", "tls"), tlsErrors);
  }

  private static void count(
      MetricsText text, String name, String help, Labels labels, LongAdder count) {
    text.counter(name, help, labels, (double) count.sum());
  }
}
