package dev.vestige.cmd.pages;

import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import java.io.IOException;

/// `/internal/force_merge`: begins to merge the parts of partitions and does not wait for the end.
final class ForceMergeEndpoint implements Endpoint {
  private final PartitionMerge merge;

  ForceMergeEndpoint(PartitionMerge merge) {
    this.merge = merge;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    String prefix = exchange.argument("partition_prefix").orElse("");
    if (!prefix.matches("\\d{0,8}")) {
      throw VestigeException.invalidInput(
          "expected the beginning of a day such as 202506 in the argument partition_prefix, found \""
              + prefix
              + '"');
    }
    merge.begin(prefix);
    exchange.send(200);
  }
}
