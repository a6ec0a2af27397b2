package dev.vestige.select.graph;

import dev.vestige.storage.EdgeSeries;
import dev.vestige.storage.OperationSeries;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.Storage;
import java.util.List;

/// The rollups of the store of this process.
public record StoredRollups(Storage storage) implements Rollups {
  @Override
  public List<OperationSeries> red(RollupQuery query) {
    return storage.red(query);
  }

  @Override
  public List<EdgeSeries> edges(RollupQuery query) {
    return storage.edges(query);
  }
}
