package dev.vestige.storage.engine;

/// What the upkeep of a store has done and has to do.
///
/// @param merges since the start
/// @param rowsMerged since the start
/// @param activeMerges now
/// @param activeForceMerges those asked for, now
/// @param unmergeableParts damaged ones and their like that merges leave alone
/// @param partsToMerge parts of the next merge
record UpkeepCounts(
    long merges,
    long rowsMerged,
    long activeMerges,
    long activeForceMerges,
    int unmergeableParts,
    int partsToMerge) {}
