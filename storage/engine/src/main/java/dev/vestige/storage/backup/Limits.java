package dev.vestige.storage.backup;

/// The bounds of backups.
final class Limits {
  /// Bytes that are read and written at once; also the grain of the rate limit.
  static final int CHUNK_BYTES = 1 << 20;

  /// Bytes at the end of a part by which it is known again: they hold the place, the length and the
  /// checksum of its footer.
  static final int TRAIL_BYTES = 64;

  /// Bytes of a list of contents: a line has about 120, so this is some million files.
  static final int CONTENTS_BYTES_MAX = 256 << 20;

  private Limits() {}
}
