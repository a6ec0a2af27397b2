package dev.vestige.insert;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import java.util.HashMap;
import java.util.Map;

/// Bounds the bytes of requests that are worked on at the same time. One tenant gets at most half
/// of them, so that the others get through whatever it does. A request that is larger than its
/// share passes when nothing else of its kind is under way. Thread-safe.
final class InFlightBytes {
  private final long bytesMax;

  // Guarded by this.
  private final Map<TenantId, Long> byTenant = new HashMap<>();
  private long total;

  InFlightBytes(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// Takes room for a request, to be given back with [#leave].
  ///
  /// @throws VestigeException UNAVAILABLE or RESOURCE_EXHAUSTED when there is none now
  synchronized void enter(TenantId tenant, long bytes) {
    long own = byTenant.getOrDefault(tenant, 0L);
    if (own > 0 && own + bytes > bytesMax / 2) {
      throw new VestigeException(
          ErrorKind.RESOURCE_EXHAUSTED,
          "tenant "
              + tenant
              + " has "
              + own
              + " bytes of requests under way, half of what this server works on at a time; try"
              + " again later");
    }
    if (total > 0 && total + bytes > bytesMax) {
      throw new VestigeException(
          ErrorKind.UNAVAILABLE,
          total + " bytes of requests are under way, at most " + bytesMax + "; try again later");
    }
    byTenant.put(tenant, own + bytes);
    total += bytes;
  }

  synchronized void leave(TenantId tenant, long bytes) {
    total -= bytes;
    byTenant.computeIfPresent(tenant, (_, own) -> own == bytes ? null : own - bytes);
  }
}
