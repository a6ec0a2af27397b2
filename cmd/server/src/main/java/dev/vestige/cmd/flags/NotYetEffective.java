package dev.vestige.cmd.flags;

import java.util.Set;

/// The flags that are read and checked while the feature behind them does not exist yet. Whoever
/// builds the feature takes its flags out of here.
final class NotYetEffective {
  static final Set<String> NAMES =
      Set.of(
          "defaultMsgValue",
          "inmemoryDataFlushInterval",
          "internaldelete.enable",
          "logNewStreams",
          "logNewStreamsAuthKey",
          "memory.allowedBytes",
          "memory.allowedPercent",
          "search.allowPartialResponse",
          "search.fieldsLookbehind",
          "search.logSlowQueryDuration",
          "servicegraph.databaseTaskLimit",
          "servicegraph.enableTask",
          "servicegraph.taskInterval",
          "servicegraph.taskLimit",
          "servicegraph.taskLookbehind",
          "servicegraph.taskTimeout",
          "vmalert.proxyURL");

  private NotYetEffective() {}
}
