package dev.vestige.storage.engine;

/// How much a store holds.
///
/// @param headBlocks pieces that a search looks at one by one, in memory
/// @param partBlocks the same on disk
/// @param uncompressedBytes what the spans in parts would take without dictionaries and compression
public record StoreSize(
    long headRows,
    long headBlocks,
    long partRows,
    long partBlocks,
    int parts,
    long partBytes,
    long uncompressedBytes,
    long walBytes,
    boolean readOnly) {}
