package dev.vestige.cmd.pages;

import dev.vestige.cmd.flags.AuthFlags;
import dev.vestige.cmd.flags.Flag;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.cmd.flags.Secret;
import dev.vestige.cmd.metrics.BuildInfo;
import dev.vestige.cmd.metrics.Metrics;
import dev.vestige.http.AuthKey;
import dev.vestige.http.Exchange;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.insert.cluster.ProtocolsEndpoint;
import dev.vestige.select.cluster.DeleteAnswers;
import dev.vestige.select.cluster.NodeAnswers;
import dev.vestige.select.pins.PinEndpoints;
import dev.vestige.storage.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which page is where and who may see it.
public final class Pages {
  /// What the paths begin with that may have a key of their own.
  private static final Map<String, Flag<Secret>> KEYS =
      Map.ofEntries(
          Map.entry("/metrics", AuthFlags.METRICS_AUTH_KEY),
          Map.entry("/flags", AuthFlags.FLAGS_AUTH_KEY),
          Map.entry("/debug/", AuthFlags.PPROF_AUTH_KEY),
          Map.entry("/internal/force_flush", AuthFlags.FORCE_FLUSH_AUTH_KEY),
          Map.entry("/internal/force_merge", AuthFlags.FORCE_MERGE_AUTH_KEY),
          Map.entry(LogStreamsEndpoint.PATH, AuthFlags.LOG_NEW_STREAMS_AUTH_KEY),
          Map.entry(PartitionPages.PATH, AuthFlags.PARTITION_MANAGE_AUTH_KEY),
          Map.entry(PinEndpoints.CHANGES, AuthFlags.PIN_AUTH_KEY),
          Map.entry(PinEndpoints.ARCHIVES.get(0), AuthFlags.PIN_AUTH_KEY),
          Map.entry(PinEndpoints.ARCHIVES.get(1), AuthFlags.PIN_AUTH_KEY),
          Map.entry(ProtocolsEndpoint.PATH, AuthFlags.INTERNAL_INSERT_AUTH_KEY),
          Map.entry(NodeAnswers.PREFIX, AuthFlags.INTERNAL_SELECT_AUTH_KEY),
          Map.entry(DeleteAnswers.PREFIX, AuthFlags.INTERNAL_SELECT_AUTH_KEY));

  private final Flags flags;
  private final BuildInfo build;
  private final Metrics metrics;
  private final HealthEndpoint health;

  public Pages(Flags flags, BuildInfo build, Metrics metrics, HealthEndpoint health) {
    this.flags = flags;
    this.build = build;
    this.metrics = metrics;
    this.health = health;
  }

  /// The pages that every node has.
  public void addTo(Router.Builder router) {
    addOpen(router);
    router
        .exact(
            "/",
            new TextEndpoint(TextEndpoint.HTML, () -> IndexPage.render(build.version())),
            RouteOptions.DEFAULT.withMethods("GET"))
        .exact(
            "/api/openapi.json",
            new TextEndpoint(TextEndpoint.JSON, Pages::description),
            RouteOptions.DEFAULT.withMethods("GET"))
        .exact("/metrics", new TextEndpoint(TextEndpoint.PLAIN, metrics::page), keyed("/metrics"))
        .exact(
            "/flags",
            new TextEndpoint(TextEndpoint.PLAIN, () -> FlagsPage.ofSet(flags)),
            keyed("/flags"));
    if (!flags.get(SearchFlags.DISABLE)) {
      String links = WebUiLinks.read(flags.get(SearchFlags.VMUI_LINKS_FILE));
      router
          .exact("/select/vmui", Pages::toWebUi, RouteOptions.DEFAULT.withMethods("GET"))
          .exact(
              WebUiEndpoint.ROOT + "links.json",
              new TextEndpoint(TextEndpoint.JSON, () -> links),
              RouteOptions.DEFAULT.withMethods("GET"))
          .prefix(WebUiEndpoint.ROOT, new WebUiEndpoint(), RouteOptions.DEFAULT.withMethods("GET"));
    }
    new DebugPages(flags).addTo(router, keyed("/debug/"));
    new Doors(flags, build).addTo(router);
  }

  /// What all endpoints are, in OpenAPI.
  private static String description() {
    try (InputStream in = Pages.class.getResourceAsStream("openapi.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Relative, so that it holds behind any path prefix; what the UI is to show goes with it, in one
  /// order for all caches.
  private static void toWebUi(Exchange exchange) throws IOException {
    String sorted =
        Stream.of(exchange.rawQuery().split("&", -1)).sorted().collect(Collectors.joining("&"));
    exchange.setHeader("Location", "vmui/?" + sorted);
    exchange.send(302);
  }

  private void addOpen(Router.Builder router) {
    router
        .exact("/health", health, RouteOptions.OPEN)
        .exact("/ping", new PingEndpoint(), RouteOptions.OPEN)
        .exact("/-/healthy", TextEndpoint.plain("VictoriaMetrics is Healthy.\n"), RouteOptions.OPEN)
        .exact("/-/ready", TextEndpoint.plain("VictoriaMetrics is Ready.\n"), RouteOptions.OPEN)
        .exact("/robots.txt", TextEndpoint.plain("User-agent: *\nDisallow: /\n"), RouteOptions.OPEN)
        .suffix("/favicon.ico", new FaviconEndpoint(), RouteOptions.OPEN);
  }

  /// The pages that only a node with a storage of its own has.
  ///
  /// @param logStreams writes new streams to the log for a while
  public void addStorageTo(Router.Builder router, Engine engine, Consumer<Duration> logStreams) {
    ForceMerges merges = new ForceMerges(engine::forceMerge);
    router
        .exact(
            "/internal/force_flush",
            new ForceFlushEndpoint(engine::flush),
            keyed("/internal/force_flush").withMethods("POST"))
        .exact(
            "/internal/force_merge",
            new ForceMergeEndpoint(merges),
            keyed("/internal/force_merge").withMethods("POST"))
        .exact(
            LogStreamsEndpoint.PATH,
            new LogStreamsEndpoint(logStreams),
            keyed(LogStreamsEndpoint.PATH).withMethods("POST"));
    new PartitionPages(engine).addTo(router, keyed(PartitionPages.PATH));
  }

  /// Whether a key of its own is asked for on this route.
  public boolean asksForKey(String route) {
    return KEYS.entrySet().stream()
        .anyMatch(key -> route.startsWith(key.getKey()) && !flags.get(key.getValue()).isAbsent());
  }

  private RouteOptions keyed(String path) {
    return keyed(flags, path);
  }

  /// Who may use what is below a path that may have a key of its own.
  public static RouteOptions keyed(Flags flags, String path) {
    Flag<Secret> flag = Objects.requireNonNull(KEYS.get(path));
    return RouteOptions.DEFAULT.with(new AuthKey(flag.toString(), flags.get(flag)::current));
  }
}
