package dev.vestige.logsql.exec;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;

/// A sink whose state travels: in a cluster each node fills one of its own, and what they saved is
/// merged where the question was asked, so that no rows need to be sent.
public interface GatheredSink extends BlockSink {
  /// By what nodes know how to make one.
  String name();

  /// Says what a node has to know besides to make one that is like this one and empty.
  void describe(ByteSink out);

  /// Appends what was found; once all rows are in.
  void save(ByteSink out);

  /// Adds what another one saved. Called by one thread at a time.
  ///
  /// @throws dev.vestige.base.VestigeException CORRUPT when it is none
  void merge(ByteSource in);
}
