package dev.vestige.storage.part;

/// What a cache holds and how well it serves.
///
/// @param requests how often something was looked for since the start
/// @param misses how often it was not there
public record CacheUse(String name, long bytes, long bytesMax, long requests, long misses) {}
