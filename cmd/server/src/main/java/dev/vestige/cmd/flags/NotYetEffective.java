package dev.vestige.cmd.flags;

import java.util.Set;

/// The flags that are read and checked while the feature behind them does not exist yet. Whoever
/// builds the feature takes its flags out of here.
final class NotYetEffective {
  static final Set<String> NAMES =
      Set.of(
          "blockcache.missesBeforeCaching",
          "defaultMsgValue",
          "defaultParallelReaders",
          "inmemoryDataFlushInterval",
          "logNewStreams",
          "logNewStreamsAuthKey",
          "memory.allowedBytes",
          "memory.allowedPercent",
          "search.fieldsLookbehind",
          "search.logSlowQueryDuration",
          "search.maxQueryTimeRange",
          "servicegraph.databaseTaskLimit",
          "servicegraph.enableTask",
          "servicegraph.taskInterval",
          "servicegraph.taskLimit",
          "servicegraph.taskLookbehind",
          "servicegraph.taskTimeout",
          "vmalert.proxyURL");

  private NotYetEffective() {}
}
