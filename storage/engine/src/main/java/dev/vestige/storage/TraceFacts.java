package dev.vestige.storage;

import java.util.List;
import java.util.TreeSet;

/// Puts a [TraceSummary] together span by span. Confined to one thread.
public final class TraceFacts {
  /// OTLP's status code of an error.
  public static final int STATUS_ERROR = 2;

  private final TreeSet<String> services = new TreeSet<>();
  private long startNanos = Long.MAX_VALUE;
  private long endNanos = Long.MIN_VALUE;
  private long spans;
  private long errors;
  private boolean rooted;
  private long rootStartNanos;
  private long rootSpanId;
  private String rootService = "";
  private String rootName = "";

  /// Counts a span's times and status.
  public void add(long start, long end, boolean error) {
    startNanos = Math.min(startNanos, start);
    endNanos = Math.max(endNanos, end);
    spans++;
    errors += error ? 1 : 0;
  }

  public void addService(String service) {
    if (!service.isEmpty()) {
      services.add(service);
    }
  }

  /// Whether a span without a parent would be the root among those seen so far.
  public boolean isRoot(long start, long spanId) {
    return !rooted
        || start < rootStartNanos
        || (start == rootStartNanos && Long.compareUnsigned(spanId, rootSpanId) < 0);
  }

  public void root(long start, long spanId, String service, String name) {
    rooted = true;
    rootStartNanos = start;
    rootSpanId = spanId;
    rootService = service;
    rootName = name;
  }

  public TraceSummary summary(TracePosition position) {
    return new TraceSummary(
        position,
        startNanos,
        endNanos,
        spans,
        errors,
        rootService,
        rootName,
        List.copyOf(services));
  }
}
