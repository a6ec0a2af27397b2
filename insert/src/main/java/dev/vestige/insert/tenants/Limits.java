package dev.vestige.insert.tenants;

/// The bounds of this package, each with its reason.
final class Limits {
  /// Tenants whose use is remembered; beyond it the longest idle is forgotten and starts anew.
  static final int TRACKED_TENANTS_MAX = 10_000;

  /// Bytes of the file with the limits: it is read on the way of a request.
  static final int FILE_BYTES_MAX = 1 << 20;

  /// The highest `active_streams`: each stream that is counted takes some tens of bytes.
  static final long ACTIVE_STREAMS_MAX = 1_000_000;

  /// The highest `spans_per_second`.
  static final long SPANS_PER_SECOND_MAX = 1_000_000_000;

  /// How long a stream counts after its last span.
  static final long STREAM_IDLE_NANOS = 3_600_000_000_000L;

  /// How often a full tenant's idle streams are looked for.
  static final long SWEEP_NANOS = 10_000_000_000L;

  /// How often the file is looked at.
  static final long CHECK_NANOS = 1_000_000_000L;

  private Limits() {}
}
