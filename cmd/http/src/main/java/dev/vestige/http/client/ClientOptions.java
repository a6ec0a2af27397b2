package dev.vestige.http.client;

import dev.vestige.http.tls.TlsClientOptions;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How to reach another node.
///
/// @param path what all paths at the node begin with, without a slash at its end
/// @param tls null for plain text
/// @param authorization the value of the header Authorization now; empty for none
/// @param authKey the argument authKey of all requests now; empty for none
/// @param connectionsMax connections at the same time, and so requests
/// @param connectMillis how long connecting may take, TLS included
public record ClientOptions(
    String host,
    int port,
    String path,
    @Nullable TlsClientOptions tls,
    Supplier<String> authorization,
    Supplier<String> authKey,
    int connectionsMax,
    int connectMillis) {
  /// Plain text, nobody to be.
  public static ClientOptions plain(String host, int port) {
    return new ClientOptions(host, port, "", null, () -> "", () -> "", 64, 3_000);
  }

  /// What the node is called.
  public String address() {
    return authority() + path;
  }

  String authority() {
    return host + ":" + port;
  }
}
