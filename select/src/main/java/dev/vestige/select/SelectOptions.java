package dev.vestige.select;

import dev.vestige.select.request.Completeness;

/// Bounds of what clients may ask.
///
/// @param queryMillisMax how long a query may run
/// @param queryCharactersMax how long its text may be
/// @param queryMemoryBytesMax what the state of a query may take
/// @param queryRangeNanosMax the longest time range of a query; 0 for any
/// @param tenantsMax how many tenants one query may ask
/// @param tracesMax how many traces one answer has; a larger limit is cut to this
/// @param servicesMax how many service names one answer has
/// @param operationsMax how many operations one answer has
/// @param namesLookbehindNanos how far back services and operations are looked for
/// @param latencyOffsetNanos spans that ended later than so long ago are left out
/// @param completeness what to do when a node of a cluster does not answer a request that does not
///   say what it wishes
public record SelectOptions(
    long queryMillisMax,
    int queryCharactersMax,
    long queryMemoryBytesMax,
    long queryRangeNanosMax,
    int tenantsMax,
    int tracesMax,
    int servicesMax,
    int operationsMax,
    long namesLookbehindNanos,
    long latencyOffsetNanos,
    Completeness.Wish completeness) {}
