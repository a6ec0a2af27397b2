package dev.vestige.select.cluster;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.GatheredSink;
import dev.vestige.select.insight.HeatCounts;

/// Knows the sinks that a node can fill for another one.
final class GatheredSinks {
  private GatheredSinks() {}

  /// An empty sink like the one that described itself.
  ///
  /// @throws VestigeException INVALID_INPUT when there is none of that name
  static GatheredSink make(String name, ByteSource description, int workers) {
    return switch (name) {
      case HeatCounts.NAME -> HeatCounts.read(description, workers);
      default ->
          throw VestigeException.invalidInput(
              "this node does not know how to gather `" + name + '`');
    };
  }
}
