package dev.vestige.insert;

/// What became of a request that was read.
///
/// @param stored spans that are stored
/// @param rejected spans that the client has to take for lost
/// @param message why, or a warning when nothing was rejected; empty when there is nothing to say
public record IngestResult(long stored, long rejected, String message) {}
