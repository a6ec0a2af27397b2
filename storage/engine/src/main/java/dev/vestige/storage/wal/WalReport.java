package dev.vestige.storage.wal;

import dev.vestige.base.VestigeException;
import java.util.List;

/// What was found in a log.
///
/// @param records how many were handed out
/// @param bytes of these records
/// @param tornBytes behind the last record, left by a crash in the middle of a write
/// @param damages errors of kind CORRUPT that name file and offset, at most 100 of them
/// @param damageCount how many damages there are
/// @param nanos how long reading took, the visitor's time included
public record WalReport(
    long records,
    long bytes,
    long tornBytes,
    List<VestigeException> damages,
    long damageCount,
    long nanos) {}
