package dev.vestige.storage;

/// A node that may have stored a batch as well, under an id of its own.
///
/// @param node its name in the list of nodes
public record BatchDoubt(String node, BatchId id) {}
