package dev.vestige.http;

/// Told what a server does, for its metrics. Called on event loops, so it must not block; several
/// at a time.
public interface HttpObserver {
  /// Hears nothing.
  HttpObserver NONE = new HttpObserver() {};

  default void connectionOpened() {}

  default void connectionClosed() {}

  /// Accepting failed, mostly for want of file descriptors.
  default void acceptFailed(Throwable cause) {}

  default void tlsFailed(Throwable cause) {}

  /// A connection or request was turned away before it reached a route.
  default void refused(Reason reason) {}

  /// A request has its thread and will be [#requestFinished(Summary)].
  default void requestStarted() {}

  default void requestFinished(Summary summary) {}

  /// Why something was turned away.
  enum Reason {
    TOO_MANY_CONNECTIONS,
    TOO_MANY_REQUESTS,
    BAD_REQUEST,
    HEADERS_TOO_LARGE,
    HEADERS_TOO_SLOW,
    BAD_PROXY_HEADER
  }

  /// How a request ended.
  enum Outcome {
    ANSWERED,
    /// The client went away, or was so slow that it was cut off.
    CLIENT_GONE,
    /// The answer had begun when it failed, so the connection was broken off.
    BROKEN_OFF
  }

  /// One finished request.
  ///
  /// @param route the name of its route, `unknown` when there is none
  /// @param status the HTTP status of the answer, 499 when none was sent
  /// @param durationNanos from the last header to the last byte handed to the network
  /// @param bytesIn the body as it came, compressed or not
  /// @param bytesOut the answer's body as it went
  record Summary(
      String route,
      String method,
      int status,
      Outcome outcome,
      long durationNanos,
      long bytesIn,
      long bytesOut) {}
}
