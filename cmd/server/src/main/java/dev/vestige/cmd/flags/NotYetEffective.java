package dev.vestige.cmd.flags;

import java.util.Set;

/// The flags that are read and checked while the feature behind them does not exist yet. Whoever
/// builds the feature takes its flags out of here.
final class NotYetEffective {
  static final Set<String> NAMES = Set.of("defaultMsgValue", "search.fieldsLookbehind");

  private NotYetEffective() {}
}
