package dev.vestige.cmd;

import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.ListenFlags;
import dev.vestige.cmd.flags.MetricsFlags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.AppMetrics;
import dev.vestige.cmd.metrics.BuildInfo;
import dev.vestige.cmd.metrics.GateMetrics;
import dev.vestige.cmd.metrics.HttpMetrics;
import dev.vestige.cmd.metrics.JvmMetrics;
import dev.vestige.cmd.metrics.LogMetrics;
import dev.vestige.cmd.metrics.Metrics;
import dev.vestige.cmd.metrics.MetricsPusher;
import dev.vestige.cmd.metrics.MetricsText.Metadata;
import dev.vestige.cmd.metrics.ProcessMetrics;
import dev.vestige.cmd.metrics.PushOptions;
import dev.vestige.cmd.metrics.SchedulingLatency;
import dev.vestige.cmd.pages.HealthEndpoint;
import dev.vestige.cmd.pages.Pages;
import dev.vestige.cmd.proxy.VmalertAddress;
import dev.vestige.cmd.proxy.VmalertProxy;
import dev.vestige.http.HttpServer;
import dev.vestige.http.HttpServerOptions;
import dev.vestige.http.Router;
import dev.vestige.http.client.EventLoops;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place where the parts of the process are made and put together: each with `new`, in the
/// order in which they need one another, and closed in reverse. Either all of them run or, when one
/// fails to start, none is left.
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final Flags flags;
  private final Closing closing;
  private final HealthEndpoint health = new HealthEndpoint();
  private final Set<String> routes;
  private final HttpServer http;
  private final HttpServer grpc;

  /// Starts all parts; the addresses answer when this returns.
  ///
  /// @throws VestigeException when something is wrong with the machine or the configuration
  public static Server start(Flags flags, BuildInfo build, LogCounts logCounts) {
    Closing closing = new Closing();
    try {
      return new Server(flags, build, logCounts, closing);
    } catch (RuntimeException | Error e) {
      closing.close();
      throw e;
    }
  }

  private Server(Flags flags, BuildInfo build, LogCounts logCounts, Closing closing) {
    this.flags = flags;
    this.closing = closing;
    ConfigurationCheck.check(flags);
    Metrics metrics =
        new Metrics(flags.get(MetricsFlags.EXPOSE_METADATA) ? Metadata.SHOWN : Metadata.HIDDEN);
    HttpSettings settings = new HttpSettings(flags);
    Pages pages = new Pages(flags, build, metrics, health);
    Router.Builder builder = settings.router();
    pages.addTo(builder);
    Router.Builder grpcRoutes = settings.grpcRouter();
    Gates gates = Gates.of(flags);
    InternalDoors internal = new InternalDoors(flags, gates, build.version());
    addVmalert(builder);
    HeapBound.start().ifPresent(bound -> closing.add("the bound of the heap", bound));
    if (ConfigurationCheck.keepsData(flags)) {
      SpanStore store = closing.add("the store", SpanStore.open(flags, gates));
      store.addTo(builder, grpcRoutes, pages, internal, metrics.registry());
      metrics.add(store.activity());
    } else {
      ClusterNode cluster =
          closing.add("the way to other nodes", ClusterNode.open(flags, gates, metrics.registry()));
      cluster.addTo(builder, grpcRoutes, internal, metrics.registry());
    }
    Router router = builder.build();
    this.routes = router.routes();
    HttpMetrics httpMetrics =
        new HttpMetrics(metrics.registry(), settings.addresses(), routes, pages::asksForKey);
    this.grpc = start("the gRPC server", settings.grpcOptions(httpMetrics), grpcRoutes.build());
    this.http = start("the HTTP server", settings.options(httpMetrics), router);
    metrics.add(httpMetrics);
    addMetrics(metrics, build, logCounts, gates);
    closing.add("the posting of metrics", new MetricsPusher(PushOptions.of(flags), metrics::page));
  }

  private void addVmalert(Router.Builder routes) {
    if (flags.get(SearchFlags.DISABLE)) {
      return;
    }
    Optional<URI> url = flags.get(SearchFlags.VMALERT_PROXY_URL);
    if (url.isEmpty()) {
      VmalertProxy.addMissingTo(routes);
      return;
    }
    EventLoops loops = closing.add("the connections to vmalert", new EventLoops());
    String prefix = flags.get(ListenFlags.PATH_PREFIX).replaceAll("^/*(.*?)/*$", "/$1");
    VmalertProxy proxy =
        new VmalertAddress(url.get()).open(loops, prefix.equals("/") ? "" : prefix);
    closing.add("the way to vmalert", proxy).addTo(routes);
  }

  private HttpServer start(String name, HttpServerOptions options, Router router) {
    HttpServer server = new HttpServer(options, router);
    long gracefulMillis = flags.get(ListenFlags.MAX_GRACEFUL_SHUTDOWN_DURATION).toMillis();
    closing.add(name, () -> server.close(gracefulMillis));
    server.start();
    return server;
  }

  /// After the addresses answer, since binding to the JVM takes a while.
  private void addMetrics(Metrics metrics, BuildInfo build, LogCounts logCounts, Gates gates) {
    Instant started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    metrics.add(new AppMetrics(build, flags, started));
    metrics.add(ProcessMetrics.ofThisProcess(started));
    metrics.add(new LogMetrics(logCounts));
    metrics.add(new GateMetrics("vm_concurrent_insert", gates.insert()));
    metrics.add(new GateMetrics("vt_concurrent_select", gates.select()));
    metrics.add(closing.add("the metrics of the JVM", new JvmMetrics(metrics.registry())));
    metrics.add(closing.add("the scheduling latency", new SchedulingLatency()));
  }

  /// The port of each address, in the order of the flag.
  public List<Integer> ports() {
    return http.ports();
  }

  /// The port of each address that speaks OTLP over gRPC only, in the order of the flag.
  public List<Integer> grpcPorts() {
    return grpc.ports();
  }

  /// The names of all routes, as metrics know them.
  Set<String> routes() {
    return routes;
  }

  /// Ends gracefully: `/health` says so for a while, then no more requests are accepted, those
  /// under way end, and everything is closed.
  @Override
  public void close() {
    long start = System.nanoTime();
    Duration delay = flags.get(ListenFlags.SHUTDOWN_DELAY);
    LOG.info(
        "stopping; {} requests are under way", http.requestsInFlight() + grpc.requestsInFlight());
    if (delay.isPositive()) {
      health.announceStop(delay.toMillis());
      LOG.info("/health answers 503 for {} ms before the addresses close", delay.toMillis());
      waitFor(delay);
    }
    closing.close();
    LOG.info("stopped in {} ms", Closing.millisSince(start));
  }

  private static void waitFor(Duration delay) {
    try {
      // Nothing counts it down: this only waits.
      var _ = new CountDownLatch(1).await(delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
