package dev.vestige.storage.engine;

/// What a store has done since it was opened, and what it has before it.
///
/// @param walSyncs syncs of the write-ahead log
/// @param walSyncSeconds how long they took together
/// @param walFailures writes and syncs of the write-ahead log that failed
/// @param walUnsyncedBytes taken in, and lost by a power loss now
/// @param walDamages places of the write-ahead log that were damaged on opening
/// @param unflushedSeconds since the oldest span that is in no part was taken in
/// @param flushFailures attempts to write spans from memory that failed
/// @param merges of parts
/// @param rowsMerged by them
/// @param activeMerges now
/// @param activeForceMerges merges of all parts that were asked for and are under way
/// @param partsToMerge in the next merge, 0 when none is due
/// @param unmergeableParts parts that merges leave alone, because one of them is damaged
/// @param damagedParts that cannot be opened
/// @param damagesFound questions that came upon damage in a part
/// @param partitions days that have parts
/// @param pinnedTraces that stay when their days go
/// @param pinnedSpans they had when they were pinned
/// @param spansRefusedReadOnly for want of disk space
/// @param spansRefusedBusy for want of room in memory or in the log
/// @param spansRefusedFailed because the log could not be written
public record StoreActivity(
    long walSyncs,
    double walSyncSeconds,
    long walFailures,
    long walUnsyncedBytes,
    long walDamages,
    double unflushedSeconds,
    long flushFailures,
    long merges,
    long rowsMerged,
    long activeMerges,
    long activeForceMerges,
    long partsToMerge,
    long unmergeableParts,
    long damagedParts,
    long damagesFound,
    long partitions,
    long pinnedTraces,
    long pinnedSpans,
    long spansRefusedReadOnly,
    long spansRefusedBusy,
    long spansRefusedFailed) {}
