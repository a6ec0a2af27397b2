package dev.vestige.http.client;

import dev.vestige.base.ByteSlice;
import java.util.Map;

/// A request to another node.
///
/// @param target path and query as they are sent
/// @param headers besides those of connection, length and authorization
/// @param body must not change until the answer has come, and never if none comes
/// @param repeat whether it may be sent again on a new connection when the old one had died
/// @param silenceMillisMax how long to wait for the head of the answer, and for more of it each
///   time
public record ClientRequest(
    String method,
    String target,
    Map<String, String> headers,
    ByteSlice body,
    Repeat repeat,
    long silenceMillisMax) {
  /// As long as the request may take.
  public static final long ANY_SILENCE = Long.MAX_VALUE;

  public ClientRequest(
      String method, String target, Map<String, String> headers, ByteSlice body, Repeat repeat) {
    this(method, target, headers, body, repeat, ANY_SILENCE);
  }

  /// The same request to a node that is given up when nothing comes for so long.
  public ClientRequest withSilenceMax(long millis) {
    return new ClientRequest(method, target, headers, body, repeat, millis);
  }

  /// The same request to another place.
  public ClientRequest withTarget(String newTarget) {
    return new ClientRequest(method, newTarget, headers, body, repeat, silenceMillisMax);
  }

  /// Whether receiving a request twice does harm.
  public enum Repeat {
    HARMLESS,
    HARMFUL
  }

  public static ClientRequest get(String target) {
    return new ClientRequest("GET", target, Map.of(), ByteSlice.EMPTY, Repeat.HARMLESS);
  }

  /// A form that may be sent twice.
  public static ClientRequest post(String target, Map<String, String> headers, ByteSlice body) {
    return new ClientRequest("POST", target, headers, body, Repeat.HARMLESS);
  }
}
