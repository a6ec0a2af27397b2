package dev.vestige.cmd.pages;

import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import java.io.IOException;

/// `/ping`: what agents of InfluxDB ask; 204, or 200 to `verbose=true`.
final class PingEndpoint implements Endpoint {
  @Override
  public void serve(Exchange exchange) throws IOException {
    boolean isVerbose = exchange.argument("verbose").orElse("").equals("true");
    exchange.send(isVerbose ? 200 : 204);
  }
}
