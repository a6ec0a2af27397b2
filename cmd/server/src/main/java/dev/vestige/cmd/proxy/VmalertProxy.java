package dev.vestige.cmd.proxy;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.BodyWriter;
import dev.vestige.http.Exchange;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.http.client.ClientAnswer;
import dev.vestige.http.client.ClientRequest;
import dev.vestige.http.client.HttpClient;
import dev.vestige.http.client.NoAnswerException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Passes `/select/vmalert/*` on to the `/vmalert/*` of a vmalert, so that its pages and its lists
/// of rules and alerts are seen through the port of the store. Answers stream through; a slow
/// reader holds vmalert back. Only headers that mean the same on both sides pass: who the client is
/// here says nothing there. Thread-safe.
public final class VmalertProxy implements AutoCloseable {
  private static final String HERE = "/select/vmalert";
  private static final String THERE = "/vmalert";

  private static final List<String> ASKED_HEADERS =
      List.of("Accept", "Accept-Language", "Content-Type", "If-Modified-Since", "If-None-Match");
  private static final List<String> ANSWERED_HEADERS =
      List.of(
          "Cache-Control",
          "Content-Disposition",
          "Content-Encoding",
          "ETag",
          "Expires",
          "Last-Modified",
          "Vary");

  private final VmalertAddress address;
  private final HttpClient client;
  private final String pathPrefix;

  /// @param client closed with the proxy
  /// @param pathPrefix what stands before all paths of this server, without a slash at its end
  VmalertProxy(VmalertAddress address, HttpClient client, String pathPrefix) {
    this.address = address;
    this.client = client;
    this.pathPrefix = pathPrefix;
  }

  /// The routes of a proxy.
  public void addTo(Router.Builder router) {
    RouteOptions options = RouteOptions.DEFAULT.withMethods("GET", "POST");
    router.exact(HERE, VmalertProxy::toRoot, options).prefix(HERE + "/", this::pass, options);
  }

  /// The same routes where there is no vmalert.
  public static void addMissingTo(Router.Builder router) {
    ByteSlice answer =
        ByteSlice.utf8(
            "{\"status\":\"error\",\"msg\":\"-vmalert.proxyURL says where vmalert is, and is not set\"}");
    router
        .exact(HERE, VmalertProxy::toRoot, RouteOptions.DEFAULT)
        .prefix(
            HERE + "/",
            exchange -> exchange.send(400, "application/json", answer),
            RouteOptions.DEFAULT);
  }

  private static void toRoot(Exchange exchange) throws IOException {
    exchange.setHeader("Location", "vmalert/");
    exchange.send(302);
  }

  private void pass(Exchange exchange) throws IOException {
    Cancellation cancellation = Cancellation.afterMillis(Limits.REQUEST_MILLIS_MAX);
    exchange.cancellation().onCancel(cancellation::cancel);
    try (ClientAnswer answer = client.send(request(exchange), cancellation)) {
      answer(answer, exchange);
    } catch (NoAnswerException e) {
      throw new VestigeException(
          e.kind(), "asking vmalert (-vmalert.proxyURL): " + e.getMessage(), e);
    }
  }

  private ClientRequest request(Exchange exchange) throws IOException {
    // A path that climbs would leave what is passed on.
    if (exchange.path().matches(".*/\\.{1,2}(/.*|$)")) {
      throw VestigeException.invalidInput(
          "expected a path without . and .. as names, found " + exchange.rawPath());
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : ASKED_HEADERS) {
      exchange.header(name).ifPresent(value -> headers.put(name, value));
    }
    if (!exchange.remoteAddress().isEmpty()) {
      headers.put("X-Forwarded-For", exchange.remoteAddress());
    }
    String query = exchange.rawQuery().isEmpty() ? "" : "?" + exchange.rawQuery();
    boolean hasBody = exchange.method().equals("POST");
    return new ClientRequest(
        exchange.method(),
        address.path() + THERE + exchange.rawPath().substring(HERE.length()) + query,
        headers,
        hasBody ? exchange.body(Limits.BODY_BYTES_MAX) : ByteSlice.EMPTY,
        hasBody ? ClientRequest.Repeat.HARMFUL : ClientRequest.Repeat.HARMLESS);
  }

  private void answer(ClientAnswer answer, Exchange exchange) throws IOException {
    for (String name : ANSWERED_HEADERS) {
      answer.header(name).ifPresent(value -> exchange.setHeader(name, value));
    }
    answer.header("Location").ifPresent(to -> exchange.setHeader("Location", seenFromHere(to)));
    if (answer.status() == 204 || answer.status() == 304) {
      exchange.send(answer.status());
      return;
    }
    BodyWriter body = exchange.stream(answer.status(), answer.header("Content-Type").orElse(""));
    try (InputStream source = answer.stream()) {
      byte[] chunk = new byte[Limits.CHUNK_BYTES];
      for (int count = source.read(chunk); count >= 0; count = source.read(chunk)) {
        body.write(chunk, 0, count);
        body.flush();
      }
    }
    body.close();
  }

  /// Where a redirect of vmalert leads through this server.
  private String seenFromHere(String location) {
    String below = address.path() + THERE;
    if (location.startsWith(below)) {
      return pathPrefix + HERE + location.substring(below.length());
    }
    if (location.startsWith("/") || location.contains("://")) {
      throw new VestigeException(
          ErrorKind.BAD_GATEWAY,
          "vmalert (-vmalert.proxyURL) redirects to " + location + ", which is not below " + below);
    }
    return location;
  }

  /// Accepts no other requests.
  @Override
  public void close() {
    client.close();
  }
}
