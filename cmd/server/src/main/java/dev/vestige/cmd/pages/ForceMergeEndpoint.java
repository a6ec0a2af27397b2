package dev.vestige.cmd.pages;

import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import java.io.IOException;

/// `/internal/force_merge`: begins to merge the parts of partitions and does not wait for the end.
final class ForceMergeEndpoint implements Endpoint {
  private final ForceMerges merges;

  ForceMergeEndpoint(ForceMerges merges) {
    this.merges = merges;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    merges.begin(PartitionPrefix.checked(exchange.argument("partition_prefix").orElse("")));
    exchange.send(200);
  }
}
