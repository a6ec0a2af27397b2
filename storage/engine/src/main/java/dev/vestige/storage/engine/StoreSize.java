package dev.vestige.storage.engine;

/// How much a store holds.
public record StoreSize(
    long headRows, long partRows, int parts, long partBytes, long walBytes, boolean readOnly) {}
