package dev.vestige.cmd.migrate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Where spans go that were read. Used by one thread.
interface SpanTarget {
  /// Takes a span.
  ///
  /// @param resource of OTLP, with its attributes
  /// @param scope of OTLP
  /// @param span of OTLP
  void span(ObjectNode resource, ObjectNode scope, ObjectNode span);
}
