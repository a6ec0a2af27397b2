package dev.vestige.cmd.pages;

import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import java.io.IOException;

/// `/internal/force_flush`: everything taken in so far can be found when the answer comes.
final class ForceFlushEndpoint implements Endpoint {
  private final Runnable flush;

  ForceFlushEndpoint(Runnable flush) {
    this.flush = flush;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    flush.run();
    exchange.send(200);
  }
}
