package dev.vestige.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a server listens, times out and answers. Start from [#DEFAULT] and replace parts.
///
/// @param listeners where to accept connections
/// @param capacity how much at a time
/// @param timeouts how long connections may live and linger
/// @param answers what all answers have in common
/// @param observer told what happens
public record HttpServerOptions(
    List<Listener> listeners,
    Capacity capacity,
    Timeouts timeouts,
    Answers answers,
    HttpObserver observer) {

  public static final HttpServerOptions DEFAULT =
      new HttpServerOptions(
          List.of(), Capacity.DEFAULT, Timeouts.DEFAULT, Answers.DEFAULT, HttpObserver.NONE);

  public HttpServerOptions with(List<Listener> listeners) {
    return new HttpServerOptions(listeners, capacity, timeouts, answers, observer);
  }

  public HttpServerOptions with(Capacity capacity) {
    return new HttpServerOptions(listeners, capacity, timeouts, answers, observer);
  }

  public HttpServerOptions with(Timeouts timeouts) {
    return new HttpServerOptions(listeners, capacity, timeouts, answers, observer);
  }

  public HttpServerOptions with(Answers answers) {
    return new HttpServerOptions(listeners, capacity, timeouts, answers, observer);
  }

  public HttpServerOptions with(HttpObserver observer) {
    return new HttpServerOptions(listeners, capacity, timeouts, answers, observer);
  }

  /// How much at a time.
  ///
  /// @param eventLoopThreads threads for bytes and framing
  /// @param connectionsMax connections; further ones are closed at once
  /// @param requestsMax requests in flight; further ones are answered with 503
  public record Capacity(int eventLoopThreads, int connectionsMax, int requestsMax) {
    public static final Capacity DEFAULT =
        new Capacity(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), 50_000, 10_000);
  }

  /// Whether connections are kept for a next request.
  public enum KeepAlive {
    ON,
    OFF
  }

  /// Whether answers are compressed.
  public enum Compression {
    ON,
    OFF
  }

  /// Whether each connection must begin with a PROXY protocol header, version 1 or 2.
  public enum ProxyProtocol {
    OFF,
    REQUIRED
  }

  /// One address to listen on.
  ///
  /// @param host empty for all addresses
  /// @param port 0 for any free one
  /// @param tls null for plain text
  public record Listener(
      String host, int port, @Nullable TlsOptions tls, ProxyProtocol proxyProtocol) {
    public static Listener plain(String host, int port) {
      return new Listener(host, port, null, ProxyProtocol.OFF);
    }

    String address() {
      return host + ":" + port;
    }
  }

  /// What all answers have in common.
  public record Answers(Headers headers, KeepAlive keepAlive, Compression compression) {
    public static final Answers DEFAULT = new Answers(Headers.NONE, KeepAlive.ON, Compression.ON);
  }

  /// Headers of every answer; empty ones are left out.
  public record Headers(
      String serverHostname,
      String strictTransportSecurity,
      String contentSecurityPolicy,
      String frameOptions) {
    public static final Headers NONE = new Headers("", "", "", "");
  }

  /// All in milliseconds.
  ///
  /// @param connectionMillis after which a connection is closed with its next answer, and up to a
  ///   tenth later so that clients do not all come back at once; 0 for never
  /// @param idleMillis how long a connection may stay without a request
  /// @param headerMillis how long a request's headers may take
  /// @param bodyStallMillis the period in which a wanted body must make progress
  /// @param responseStallMillis how long a client may leave a chunk of the answer unread
  public record Timeouts(
      long connectionMillis,
      long idleMillis,
      long headerMillis,
      long bodyStallMillis,
      long responseStallMillis) {
    public static final Timeouts DEFAULT = new Timeouts(120_000, 60_000, 5_000, 20_000, 120_000);
  }
}
