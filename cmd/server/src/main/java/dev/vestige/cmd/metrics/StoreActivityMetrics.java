package dev.vestige.cmd.metrics;

import dev.vestige.storage.engine.StoreActivity;
import dev.vestige.storage.part.CacheUse;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What the store does and has before it: names that dashboards know, and some for what they lack.
public final class StoreActivityMetrics implements MetricSource {
  private final Supplier<StoreActivity> activity;
  private final Supplier<List<CacheUse>> caches;
  private final LongSupplier streams;
  private final long diskBytesMax;

  /// @param streams how many came up since the start
  /// @param diskBytesMax what the data may take before days are dropped, 0 for no bound
  public StoreActivityMetrics(
      Supplier<StoreActivity> activity,
      Supplier<List<CacheUse>> caches,
      LongSupplier streams,
      long diskBytesMax) {
    this.activity = activity;
    this.caches = caches;
    this.streams = streams;
    this.diskBytesMax = diskBytesMax;
  }

  @Override
  public void writeTo(MetricsText text) {
    StoreActivity now = activity.get();
    gauge(text, "vt_partitions", "Days that have spans on disk.", now.partitions());
    gauge(text, "vt_max_disk_space_usage_bytes", "Bound of the data, 0 for none.", diskBytesMax);
    counter(
        text,
        "vt_streams_created_total",
        "Streams that no span since the start belonged to before.",
        streams.getAsLong());
    writeMerges(now, text);
    writeLog(now, text);
    writeCaches(text);
    gauge(
        text,
        "vt_storage_unflushed_age_seconds",
        "Since the oldest span that is in no part was taken in.",
        now.unflushedSeconds());
    counter(
        text,
        "vt_storage_flush_failures_total",
        "Attempts to write spans from memory that failed.",
        now.flushFailures());
    gauge(
        text,
        "vt_storage_damaged_parts",
        "Parts that cannot be opened; searches of their time fail.",
        now.damagedParts());
    counter(
        text,
        "vt_storage_damages_found_total",
        "Questions that came upon damage in a part and were answered with an error.",
        now.damagesFound());
    gauge(
        text,
        "vt_storage_pinned_traces",
        "Traces that stay when the days of their spans go.",
        now.pinnedTraces());
    gauge(
        text,
        "vt_storage_pinned_spans",
        "Spans they had when they were pinned.",
        now.pinnedSpans());
    refused(text, "read_only", now.spansRefusedReadOnly());
    refused(text, "busy", now.spansRefusedBusy());
    refused(text, "failed", now.spansRefusedFailed());
  }

  private void writeCaches(MetricsText text) {
    for (CacheUse cache : caches.get()) {
      Labels type = Labels.of("type", cache.name());
      text.gauge("vm_cache_size_bytes", "Bytes in caches.", type, (double) cache.bytes());
      text.gauge("vm_cache_size_max_bytes", "Bounds of caches.", type, (double) cache.bytesMax());
      text.counter(
          "vm_cache_requests_total", "Look-ups in caches.", type, (double) cache.requests());
      text.counter("vm_cache_misses_total", "Those in vain.", type, (double) cache.misses());
    }
  }

  private static void writeMerges(StoreActivity now, MetricsText text) {
    gauge(text, "vt_active_merges", "Merges of parts under way.", now.activeMerges());
    gauge(
        text,
        "vt_active_force_merges",
        "Merges of whole days that were asked for and are under way.",
        now.activeForceMerges());
    counter(text, "vt_merges_total", "Merges of parts.", now.merges());
    counter(text, "vt_rows_merged_total", "Spans written by merges.", now.rowsMerged());
    gauge(text, "vt_storage_parts_to_merge", "Parts of the next merge.", now.partsToMerge());
    gauge(
        text,
        "vt_storage_unmergeable_parts",
        "Parts that merges leave alone because one is damaged.",
        now.unmergeableParts());
  }

  private static void writeLog(StoreActivity now, MetricsText text) {
    counter(text, "vt_wal_syncs_total", "Syncs of the write-ahead log.", now.walSyncs());
    counter(text, "vt_wal_sync_seconds_total", "How long they took.", now.walSyncSeconds());
    counter(
        text,
        "vt_wal_failures_total",
        "Writes and syncs of the write-ahead log that failed.",
        now.walFailures());
    gauge(
        text,
        "vt_wal_unsynced_bytes",
        "Taken in, and lost by a power loss now.",
        now.walUnsyncedBytes());
    gauge(
        text,
        "vt_wal_damages",
        "Places of the write-ahead log that were damaged at the start.",
        now.walDamages());
  }

  private static void refused(MetricsText text, String reason, long spans) {
    text.counter(
        "vt_storage_spans_refused_total",
        "Spans that the store did not take; their senders were told to try again.",
        Labels.of("reason", reason),
        (double) spans);
  }

  private static void gauge(MetricsText text, String name, String help, long value) {
    gauge(text, name, help, (double) value);
  }

  private static void gauge(MetricsText text, String name, String help, double value) {
    text.gauge(name, help, Labels.NONE, value);
  }

  private static void counter(MetricsText text, String name, String help, long value) {
    counter(text, name, help, (double) value);
  }

  private static void counter(MetricsText text, String name, String help, double value) {
    text.counter(name, help, Labels.NONE, value);
  }
}
