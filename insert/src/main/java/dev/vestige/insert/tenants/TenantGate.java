package dev.vestige.insert.tenants;

import dev.vestige.insert.intake.RefusalReason;
import dev.vestige.insert.intake.SpanGate;
import dev.vestige.storage.SpanBatchBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Counts what one tenant sends against its limits. Thread-safe: requests of the tenant share it.
final class TenantGate implements SpanGate {
  private final LongSupplier nanoTime;

  // All guarded by this.
  private final Map<Long, Long> lastSeen = new HashMap<>();
  private TenantLimit limit;
  private double spansLeft;
  private long refilledAt;
  private long sweptAt;

  TenantGate(TenantLimit limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
    this.spansLeft = (double) limit.spansPerSecond();
    this.refilledAt = nanoTime.getAsLong();
    this.sweptAt = refilledAt - Limits.SWEEP_NANOS;
  }

  /// Goes on with another limit; what was used stays used.
  synchronized TenantGate with(TenantLimit newLimit) {
    limit = newLimit;
    return this;
  }

  @Override
  public synchronized @Nullable RefusalReason refusal(SpanBatchBuilder builder) {
    long now = nanoTime.getAsLong();
    if (limit.spansPerSecond() > 0) {
      refill(now);
      if (spansLeft < 1) {
        return RefusalReason.TENANT_RATE;
      }
    }
    if (limit.activeStreams() > 0 && !admitStream(builder.streamHash(), now)) {
      return RefusalReason.TENANT_STREAMS;
    }
    spansLeft--;
    return null;
  }

  private void refill(long now) {
    double perSecond = (double) limit.spansPerSecond();
    double seconds = (now - refilledAt) / 1e9;
    spansLeft = Math.min(perSecond, Math.max(0, spansLeft) + seconds * perSecond);
    refilledAt = now;
  }

  private boolean admitStream(long stream, long now) {
    if (!lastSeen.containsKey(stream) && lastSeen.size() >= limit.activeStreams()) {
      if (now - sweptAt >= Limits.SWEEP_NANOS) {
        sweptAt = now;
        lastSeen.values().removeIf(seen -> now - seen > Limits.STREAM_IDLE_NANOS);
      }
      if (lastSeen.size() >= limit.activeStreams()) {
        return false;
      }
    }
    lastSeen.put(stream, now);
    return true;
  }
}
