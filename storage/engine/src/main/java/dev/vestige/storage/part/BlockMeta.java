package dev.vestige.storage.part;

/// What the footer says of one block.
///
/// @param firstRow number of its first row in the part
/// @param rows how many
/// @param minStartNanos when the first of its traces starts, as far as the part knows
/// @param minDurationNanos of the shortest span, as LogsQL shows durations
/// @param tracesOffset where its chunk of trace ids begins
/// @param tracesLength how long that is
record BlockMeta(
    int firstRow,
    int rows,
    long minStartNanos,
    long minTimeNanos,
    long maxTimeNanos,
    long minDurationNanos,
    long maxDurationNanos,
    long tracesOffset,
    int tracesLength) {}
