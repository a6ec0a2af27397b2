package dev.vestige.logsql.exec;

import dev.vestige.storage.SearchStatistics;

/// The nodes of a cluster that keep rows.
public interface RemoteNodes {
  int count();

  /// Of a node, as it is listed.
  String name(int node);

  /// Asks all nodes, and passes their rows to the output with the number of the node as worker. It
  /// does not finish the output. Ends early when the output needs no more.
  ///
  /// @throws dev.vestige.base.VestigeException BAD_GATEWAY, naming the node, when one does not
  ///   answer; the kind of its own error when it says what is wrong
  SearchStatistics ask(QueryPart part, RunContext context, BlockSink output);

  /// Has all nodes fill outputs like the given one, and merges them into it. It does not finish the
  /// output. Fails as [#ask].
  SearchStatistics gather(QueryPart part, RunContext context, GatheredSink output);
}
