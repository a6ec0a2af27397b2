package dev.vestige.storage.wal;

/// When a record counts as stored, the `-storage.walSync` flag.
public enum WalSync {
  /// After an fdatasync, one for all records that wait: survives a power loss.
  ALWAYS,
  /// After the write; an fdatasync follows within the interval. Survives the death of the process;
  /// a power loss takes at most what the interval had.
  INTERVAL,
  /// After the write; the operating system decides when it reaches the disk. Survives the death of
  /// the process. Segments that are full are synced in this mode too.
  OS
}
