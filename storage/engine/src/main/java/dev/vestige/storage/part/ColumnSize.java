package dev.vestige.storage.part;

/// What a column takes in a part.
///
/// @param sizeBytes of its chunks and its dictionary
/// @param entries of its dictionary, 0 when it has none
public record ColumnSize(ColumnId id, long sizeBytes, int entries) {}
