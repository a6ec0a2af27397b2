package dev.vestige.insert.tenants;

/// What one tenant may send.
///
/// @param spansPerSecond spans a second, and at once after a second of silence; 0 for no limit
/// @param activeStreams streams that had a span within the last hour; 0 for no limit
record TenantLimit(long spansPerSecond, long activeStreams) {
  static final TenantLimit NONE = new TenantLimit(0, 0);
}
