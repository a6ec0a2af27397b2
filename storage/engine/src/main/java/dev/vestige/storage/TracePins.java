package dev.vestige.storage;

import dev.vestige.base.TenantId;
import java.util.List;

/// Traces that stay when the days of their spans go. Safe for use by many threads.
public interface TracePins {
  /// A pinned trace.
  ///
  /// @param spans how many it had when it was pinned
  /// @param pinnedMillis when that was, milliseconds since the epoch
  record Pin(TenantId tenant, TraceId trace, long spans, long pinnedMillis) {}

  /// Pins a trace: its spans that end by the end of tomorrow stay until it is unpinned. Pinned
  /// again, it keeps those of the days since, too. It is durable when this returns.
  ///
  /// @throws dev.vestige.base.VestigeException NOT_FOUND when no span of it is here,
  ///   RESOURCE_EXHAUSTED when it is too large or too many are pinned
  Pin pin(TenantId tenant, TraceId trace);

  /// Lets a trace go with the days of its spans, like all others. It is durable when this returns.
  ///
  /// @throws dev.vestige.base.VestigeException NOT_FOUND when it is not pinned
  void unpin(TenantId tenant, TraceId trace);

  /// The pinned traces of a tenant, the latest first.
  List<Pin> pins(TenantId tenant);
}
