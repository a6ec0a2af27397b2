package dev.vestige.cmd.nodes;

import dev.vestige.base.VestigeException;
import java.util.List;

/// Where addresses of storage nodes come from.
@FunctionalInterface
interface NodeSource {
  /// The nodes as of now.
  ///
  /// @throws VestigeException when nobody can tell
  List<NodeAddress> read();
}
