package dev.vestige.storage;

import dev.vestige.base.TenantId;

/// A span whose parent a store does not have; another store may.
///
/// @param service that was called
/// @param status an error's or 0
/// @param minute of the span's end, since the epoch
/// @param bucket of its duration, see [DurationHistogram#bucket]
public record OpenCall(
    TenantId tenant,
    TraceId trace,
    long parentId,
    String service,
    int status,
    long minute,
    int bucket) {

  /// Counts the call where its caller has become known and the question asks for it.
  public void countFor(String caller, RollupSums sums) {
    RollupQuery query = sums.query();
    boolean isAsked = query.hasService(caller) || query.hasService(service);
    if (isAsked && !caller.equals(service)) {
      sums.series(new RollupSums.Key(caller, service, 0, status)).add(minute, bucket, 1);
    }
  }
}
