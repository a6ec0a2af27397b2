package dev.vestige.logsql.pipe;

import org.jspecify.annotations.Nullable;

/// A field to group by.
///
/// @param bucket groups neighbouring values; null groups equal ones
public record ByField(String field, @Nullable Bucket bucket) {}
