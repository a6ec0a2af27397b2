package dev.vestige.base.io;

/// What the disk below a directory has: bytes this process may still write, and bytes in all.
public record DiskSpace(long freeBytes, long totalBytes) {}
