package dev.vestige.insert.cluster;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.ErrorStatus;
import dev.vestige.http.Exchange;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The door for spans from other nodes, `/internal/insert`, by the protocol in which they come.
public final class ProtocolsEndpoint implements Endpoint {
  public static final String PATH = "/internal/insert";

  private final Map<String, Endpoint> byVersion;

  public ProtocolsEndpoint(Map<String, Endpoint> byVersion) {
    this.byVersion = new TreeMap<>(byVersion);
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    if (!exchange.method().equals("POST")) {
      exchange.setHeader("Allow", "POST");
      exchange.send(ErrorStatus.of(ErrorKind.METHOD_NOT_ALLOWED).http());
      return;
    }
    String version = exchange.queryArgument("version").orElse("");
    Endpoint endpoint = byVersion.get(version);
    if (endpoint == null) {
      throw VestigeException.invalidInput(
          "unsupported protocol version=\""
              + version
              + "\"; want "
              + byVersion.keySet().stream()
                  .map(known -> '"' + known + '"')
                  .collect(Collectors.joining(" or ")));
    }
    endpoint.serve(exchange);
  }
}
