package dev.vestige.select;

/// Bounds of what clients may ask.
///
/// @param queryMillisMax how long a query may run
/// @param queryCharactersMax how long its text may be
public record SelectOptions(long queryMillisMax, int queryCharactersMax) {}
