package dev.vestige.http.client;

import dev.vestige.base.ByteSlice;
import java.util.Map;

/// A request to another node.
///
/// @param target path and query as they are sent
/// @param headers besides those of connection, length and authorization
/// @param body must not change until the answer has come, and never if none comes
/// @param repeat whether it may be sent again on a new connection when the old one had died
public record ClientRequest(
    String method, String target, Map<String, String> headers, ByteSlice body, Repeat repeat) {
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
