package dev.vestige.storage.wal;

/// How a write-ahead log behaves.
///
/// @param sync when a record counts as stored
/// @param syncIntervalMillis how long written records may stay unsynced in mode INTERVAL
/// @param segmentBytesMax a segment that has reached this size gets a successor; what was flushed
///   is deleted by whole segments
/// @param recordBytesMax the longest record taken
/// @param pendingBytesMax records that wait to be stored may hold so much memory
/// @param totalBytesMax all segments together; replaying them is what a restart costs
public record WalOptions(
    WalSync sync,
    long syncIntervalMillis,
    long segmentBytesMax,
    int recordBytesMax,
    long pendingBytesMax,
    long totalBytesMax) {
  public static final WalOptions DEFAULTS =
      new WalOptions(WalSync.ALWAYS, 1_000, 64L << 20, 64 << 20, 64L << 20, 1L << 30);

  public WalOptions withSync(WalSync newSync) {
    return new WalOptions(
        newSync,
        syncIntervalMillis,
        segmentBytesMax,
        recordBytesMax,
        pendingBytesMax,
        totalBytesMax);
  }

  public WalOptions withSyncIntervalMillis(long millis) {
    return new WalOptions(
        sync, millis, segmentBytesMax, recordBytesMax, pendingBytesMax, totalBytesMax);
  }

  public WalOptions withSegmentBytesMax(long bytes) {
    return new WalOptions(
        sync, syncIntervalMillis, bytes, recordBytesMax, pendingBytesMax, totalBytesMax);
  }

  public WalOptions withRecordBytesMax(int bytes) {
    return new WalOptions(
        sync, syncIntervalMillis, segmentBytesMax, bytes, pendingBytesMax, totalBytesMax);
  }

  public WalOptions withPendingBytesMax(long bytes) {
    return new WalOptions(
        sync, syncIntervalMillis, segmentBytesMax, recordBytesMax, bytes, totalBytesMax);
  }

  public WalOptions withTotalBytesMax(long bytes) {
    return new WalOptions(
        sync, syncIntervalMillis, segmentBytesMax, recordBytesMax, pendingBytesMax, bytes);
  }
}
