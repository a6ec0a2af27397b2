package dev.vestige.storage;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import java.util.List;

/// Which spans to count. Time is counted in whole minutes of the spans' ends: the range is widened
/// to whole minutes, and a step is a whole number of them. Spans count as they came in; fields that
/// a request replaced in the LogsQL view do not.
///
/// @param tenants whose spans, counted together
/// @param stepNanos the distance of points, rounded up to whole minutes
/// @param services when not empty, operations of these, calls by or of these
public record RollupQuery(
    List<TenantId> tenants,
    TimeRange range,
    long stepNanos,
    List<String> services,
    Cancellation cancellation) {
  public static final long MINUTE_NANOS = 60_000_000_000L;

  public static long minute(long nanos) {
    return Math.floorDiv(nanos, MINUTE_NANOS);
  }

  public boolean hasMinute(long minute) {
    return minute >= minute(range.fromNanos()) && minute <= minute(range.toNanos());
  }

  /// The range in whole minutes.
  public TimeRange minutes() {
    long into = Math.floorMod(range.fromNanos(), MINUTE_NANOS);
    long left = MINUTE_NANOS - 1 - Math.floorMod(range.toNanos(), MINUTE_NANOS);
    return new TimeRange(
        range.fromNanos() < Long.MIN_VALUE + into ? Long.MIN_VALUE : range.fromNanos() - into,
        range.toNanos() > Long.MAX_VALUE - left ? Long.MAX_VALUE : range.toNanos() + left);
  }

  /// When the step begins that a minute is in.
  public long stepOf(long minute) {
    long minutes = Math.max(1, Math.ceilDiv(stepNanos, MINUTE_NANOS));
    return Math.floorDiv(minute, minutes) * minutes * MINUTE_NANOS;
  }

  public boolean hasService(String service) {
    return services.isEmpty() || services.contains(service);
  }

  /// The kind or status that a number stands for in a series.
  public static int known(int number) {
    return number < 0 || number > 15 ? 0 : number;
  }
}
