package dev.vestige.select;

/// Bounds of what clients may ask.
///
/// @param queryMillisMax how long a query may run
/// @param queryCharactersMax how long its text may be
/// @param queryMemoryBytesMax what the state of a query may take
public record SelectOptions(
    long queryMillisMax, int queryCharactersMax, long queryMemoryBytesMax) {}
