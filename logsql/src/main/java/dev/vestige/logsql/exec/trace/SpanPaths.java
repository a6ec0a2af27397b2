package dev.vestige.logsql.exec.trace;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.trace.SpanTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes what spans are called: `service:name`, or the name alone without a service. Confined to
/// one thread.
final class SpanPaths {
  private static final byte[] SEPARATOR = " > ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CUT = "...".getBytes(StandardCharsets.US_ASCII);

  private final List<Integer> above = new ArrayList<>();

  static void appendLabel(HeldTrace trace, int span, ByteSink out) {
    ByteSlice service = trace.service(span);
    ByteSlice name = trace.name(span);
    if (!service.isEmpty()) {
      out.putBytes(service.array(), service.offset(), service.length());
      out.putByte(':');
    }
    out.putBytes(name.array(), name.offset(), name.length());
  }

  /// The labels from the top down to a span. Of a path that gets too long the upper end is left
  /// out.
  void append(HeldTrace trace, int span, ByteSink out) {
    above.clear();
    long bytes = 0;
    int at = span;
    while (at != SpanTree.NONE && bytes < Limits.TEXT_BYTES_MAX) {
      above.add(at);
      bytes += trace.service(at).length() + trace.name(at).length() + SEPARATOR.length + 1L;
      at = trace.tree().parent(at);
    }
    if (at != SpanTree.NONE) {
      out.putBytes(CUT);
      out.putBytes(SEPARATOR);
    }
    for (int i = above.size() - 1; i >= 0; i--) {
      appendLabel(trace, above.get(i), out);
      if (i > 0) {
        out.putBytes(SEPARATOR);
      }
    }
  }
}
