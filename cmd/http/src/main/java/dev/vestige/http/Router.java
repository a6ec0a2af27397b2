package dev.vestige.http;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the endpoint for a request, after the path prefix is taken off, and checks what stands
/// before it: credentials, method, admission. Immutable.
public final class Router {
  private static final Pattern GRPC_TYPE = Pattern.compile("(?i)application/grpc(?![-\\w])");

  private final String pathPrefix;
  private final BasicAuth basicAuth;
  private final Map<String, Route> exact;
  private final List<Between> betweens;
  private final List<Map.Entry<String, Route>> prefixes;
  private final List<Map.Entry<String, Route>> suffixes;
  private final List<String> corsPrefixes;
  private final List<String> collapsedPrefixes;
  private final @Nullable Route grpc;

  private Router(Builder builder) {
    this.pathPrefix = builder.pathPrefix;
    this.basicAuth = builder.basicAuth;
    this.exact = Map.copyOf(builder.exact);
    this.betweens = List.copyOf(builder.betweens);
    this.prefixes = longestFirst(builder.prefixes);
    this.suffixes = longestFirst(builder.suffixes);
    this.corsPrefixes = List.copyOf(builder.corsPrefixes);
    this.collapsedPrefixes = List.copyOf(builder.collapsedPrefixes);
    this.grpc = builder.grpc;
  }

  private static List<Map.Entry<String, Route>> longestFirst(Map<String, Route> routes) {
    List<Map.Entry<String, Route>> sorted = new ArrayList<>(routes.entrySet());
    sorted.sort(Comparator.comparingInt(entry -> -entry.getKey().length()));
    return List.copyOf(sorted);
  }

  public static Builder builder() {
    return new Builder();
  }

  /// A route for paths that begin and end in a way, whatever is between.
  private record Between(String before, String after, Route route) {
    boolean matches(String path) {
      return path.length() >= before.length() + after.length()
          && path.startsWith(before)
          && path.endsWith(after);
    }
  }

  /// Exact paths win over those with one part open, those over prefixes, of which the longest wins,
  /// and prefixes over suffixes.
  public static final class Builder {
    private final Map<String, Route> exact = new LinkedHashMap<>();
    private final List<Between> betweens = new ArrayList<>();
    private final Map<String, Route> prefixes = new LinkedHashMap<>();
    private final Map<String, Route> suffixes = new LinkedHashMap<>();
    private final List<String> corsPrefixes = new ArrayList<>();
    private final List<String> collapsedPrefixes = new ArrayList<>();
    private String pathPrefix = "/";
    private BasicAuth basicAuth = BasicAuth.NONE;
    private @Nullable Route grpc;

    private Builder() {}

    /// What comes before all paths; with or without slashes around it.
    public Builder pathPrefix(String prefix) {
      String trimmed = prefix.replaceAll("^/+|/+$", "");
      pathPrefix = trimmed.isEmpty() ? "/" : "/" + trimmed + "/";
      return this;
    }

    public Builder basicAuth(BasicAuth auth) {
      basicAuth = auth;
      return this;
    }

    /// Adds a route for one path, which is also its name.
    public Builder exact(String path, Endpoint endpoint, RouteOptions options) {
      return add(exact, path, new Route(path, endpoint, options));
    }

    /// Adds a route for all paths that begin so.
    public Builder prefix(String path, Endpoint endpoint, RouteOptions options) {
      return add(prefixes, path, new Route(path + "*", endpoint, options));
    }

    /// Adds a route for all paths that begin and end so, with anything between; of several that
    /// match the first wins.
    public Builder between(String before, String after, Endpoint endpoint, RouteOptions options) {
      betweens.add(new Between(before, after, new Route(before + "*" + after, endpoint, options)));
      return this;
    }

    /// Adds a route for all paths that end so.
    public Builder suffix(String path, Endpoint endpoint, RouteOptions options) {
      return add(suffixes, path, new Route("*" + path, endpoint, options));
    }

    private Builder add(Map<String, Route> routes, String path, Route route) {
      if (routes.putIfAbsent(path, route) != null) {
        throw new IllegalArgumentException("two routes for " + path);
      }
      return this;
    }

    /// Takes all requests of the content type `application/grpc`, whatever their path: their
    /// clients know of no path prefix.
    public Builder grpc(Endpoint endpoint, RouteOptions options) {
      grpc = new Route("grpc", endpoint, options);
      return this;
    }

    /// Allows scripts of other sites to read everything below that path, errors included.
    public Builder corsBelow(String prefix) {
      corsPrefixes.add(prefix);
      return this;
    }

    /// Reads `//` as `/` in paths that begin so after that.
    public Builder collapseSlashesBelow(String prefix) {
      collapsedPrefixes.add(prefix);
      return this;
    }

    public Router build() {
      return new Router(this);
    }
  }

  /// The names of all routes, as [HttpObserver.Summary] tells them.
  public Set<String> routes() {
    Set<String> names = new TreeSet<>();
    exact.values().forEach(route -> names.add(route.name()));
    betweens.forEach(between -> names.add(between.route().name()));
    prefixes.forEach(prefix -> names.add(prefix.getValue().name()));
    suffixes.forEach(suffix -> names.add(suffix.getValue().name()));
    if (grpc != null) {
      names.add(grpc.name());
    }
    return names;
  }

  /// Serves the request, or throws what the client is to be told.
  void serve(NettyExchange exchange) throws IOException {
    if (isPrefixWithoutSlash(exchange.path())) {
      exchange.setHeader("Location", pathPrefix);
      exchange.send(302);
      return;
    }
    String whole = exchange.path();
    boolean isBelowPrefix = whole.startsWith(pathPrefix);
    if (isBelowPrefix) {
      exchange.rewrite(normalize(exchange.target()));
      allowOtherSites(exchange);
    }
    Route route = isGrpc(exchange) ? grpc : isBelowPrefix ? find(exchange.path()) : null;
    if (route == null) {
      basicAuth.check(exchange);
      throw unknown(whole);
    }
    exchange.route(route.name());
    try {
      pass(exchange, route);
    } catch (VestigeException e) {
      if (exchange.isCommitted() || exchange.cancellation().isCancelled()) {
        throw e;
      }
      if (e instanceof RefusedException refused) {
        exchange.setHeader(refused.headerName(), refused.headerValue());
      }
      route.endpoint().refuse(exchange, e);
    }
  }

  private void pass(NettyExchange exchange, Route route) throws IOException {
    check(exchange, route.options());
    AdmissionGate gate = route.options().gate();
    Endpoint endpoint = route.options().around().apply(route.endpoint());
    if (gate == null) {
      endpoint.serve(exchange);
    } else {
      serveInside(gate, exchange.cancellation(), endpoint, exchange);
    }
  }

  private static void serveInside(
      AdmissionGate gate, Cancellation cancellation, Endpoint endpoint, Exchange exchange)
      throws IOException {
    try (AdmissionGate.Permit _ = gate.enter(cancellation)) {
      endpoint.serve(exchange);
    }
  }

  private boolean isPrefixWithoutSlash(String path) {
    return pathPrefix.length() == path.length() + 1 && pathPrefix.startsWith(path);
  }

  private RequestTarget normalize(RequestTarget target) {
    String path = target.path().substring(pathPrefix.length() - 1);
    // The prefix may have been sent with escapes; then what follows cannot be told apart exactly.
    String rawPath =
        target.rawPath().startsWith(pathPrefix)
            ? target.rawPath().substring(pathPrefix.length() - 1)
            : path;
    if (path.contains("//")) {
      String collapsed = collapse(path);
      if (collapsedPrefixes.stream().anyMatch(collapsed::startsWith)) {
        return target.withPath(collapsed, collapse(rawPath));
      }
    }
    return target.withPath(path, rawPath);
  }

  private static String collapse(String path) {
    return path.replaceAll("/{2,}", "/");
  }

  private void allowOtherSites(NettyExchange exchange) {
    if (corsPrefixes.stream().anyMatch(exchange.path()::startsWith)) {
      exchange.answer().setRouteHeader("Access-Control-Allow-Origin", "*");
    }
  }

  /// gRPC-Web has another framing, which nobody speaks here.
  private boolean isGrpc(Exchange exchange) {
    return grpc != null
        && GRPC_TYPE.matcher(exchange.header("Content-Type").orElse("")).lookingAt();
  }

  private @Nullable Route find(String path) {
    Route found = exact.get(path);
    if (found != null) {
      return found;
    }
    for (Between between : betweens) {
      if (between.matches(path)) {
        return between.route();
      }
    }
    for (Map.Entry<String, Route> prefix : prefixes) {
      if (path.startsWith(prefix.getKey())) {
        return prefix.getValue();
      }
    }
    for (Map.Entry<String, Route> suffix : suffixes) {
      if (path.endsWith(suffix.getKey())) {
        return suffix.getValue();
      }
    }
    return null;
  }

  private void check(NettyExchange exchange, RouteOptions options) {
    switch (options.access()) {
      case Access.Open() -> {}
      case Access.Credentials() -> basicAuth.check(exchange);
      case Access.Key(AuthKey key) when key.isSet() -> key.check(exchange);
      case Access.Key _ -> basicAuth.check(exchange);
    }
    if (!options.allows(exchange.method())) {
      String allowed = String.join(", ", options.methods());
      throw new RefusedException(
          ErrorKind.METHOD_NOT_ALLOWED,
          "expected the method "
              + allowed
              + " for "
              + exchange.path()
              + ", found "
              + exchange.method(),
          "Allow",
          allowed);
    }
  }

  private VestigeException unknown(String path) {
    TreeSet<String> known = new TreeSet<>(exact.keySet());
    prefixes.forEach(prefix -> known.add(prefix.getKey()));
    String shown = path.length() > 200 ? path.substring(0, 200) + "…" : path;
    String hint =
        path.startsWith(pathPrefix)
            ? NearestPath.of(path.substring(pathPrefix.length() - 1), known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("")
            : "; all paths begin with " + pathPrefix;
    return new VestigeException(
        ErrorKind.NOT_FOUND, "unsupported path requested: \"" + shown + '"' + hint);
  }
}
