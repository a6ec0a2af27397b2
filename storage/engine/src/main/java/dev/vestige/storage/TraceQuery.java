package dev.vestige.storage;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import java.util.List;
import java.util.Optional;

/// Which traces to list: those with a matching span, which is one that meets all conditions. Spans
/// count as they came in; fields that a request replaced in the LogsQL view do not.
///
/// @param range the span lasted into it, or began in it
/// @param services when not empty, the span's service is one of these
/// @param name when present, the span's name
/// @param minDurationNanos the span lasted as long at least
/// @param maxDurationNanos and as long at most
/// @param after when present, the list begins behind this place
public record TraceQuery(
    TenantId tenant,
    TimeRange range,
    List<String> services,
    Optional<String> name,
    long minDurationNanos,
    long maxDurationNanos,
    Optional<TracePosition> after,
    Cancellation cancellation) {
  public static TraceQuery of(TenantId tenant, TimeRange range, Cancellation cancellation) {
    return new TraceQuery(
        tenant,
        range,
        List.of(),
        Optional.empty(),
        0,
        Long.MAX_VALUE,
        Optional.empty(),
        cancellation);
  }

  public TraceQuery withServices(List<String> wanted) {
    return new TraceQuery(
        tenant, range, wanted, name, minDurationNanos, maxDurationNanos, after, cancellation);
  }

  public TraceQuery withName(String wanted) {
    return new TraceQuery(
        tenant,
        range,
        services,
        Optional.of(wanted),
        minDurationNanos,
        maxDurationNanos,
        after,
        cancellation);
  }

  public TraceQuery withDurations(long minNanos, long maxNanos) {
    return new TraceQuery(tenant, range, services, name, minNanos, maxNanos, after, cancellation);
  }

  public TraceQuery withAfter(TracePosition place) {
    return new TraceQuery(
        tenant,
        range,
        services,
        name,
        minDurationNanos,
        maxDurationNanos,
        Optional.of(place),
        cancellation);
  }

  /// Whether a span's times meet the conditions.
  public boolean matchesTimes(long startNanos, long endNanos) {
    if (endNanos < range.fromNanos() || startNanos > range.toNanos()) {
      return false;
    }
    long duration = Long.compareUnsigned(endNanos, startNanos) < 0 ? 0 : endNanos - startNanos;
    return duration >= minDurationNanos && duration <= maxDurationNanos;
  }
}
