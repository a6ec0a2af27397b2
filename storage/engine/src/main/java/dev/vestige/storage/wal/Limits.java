package dev.vestige.storage.wal;

/// The fixed bounds of the write-ahead log; those with a reason to differ are in [WalOptions].
final class Limits {
  /// Bytes stored with one sync, unless one record alone has more: whoever came just too late waits
  /// for two groups, and a disk takes this many in well under 100 ms.
  static final int GROUP_BYTES_MAX = 8 << 20;

  /// Bytes collected before they are handed to the operating system.
  static final int STAGING_BYTES = 256 << 10;

  /// Bytes read at once on replay.
  static final int WINDOW_BYTES = 1 << 20;

  /// Memory charged for a waiting record besides its bytes, so that many tiny ones are bounded too.
  static final int RECORD_CHARGE_BYTES = 256;

  /// Damages described one by one on opening; further ones are only counted.
  static final int DAMAGES_DESCRIBED_MAX = 100;

  private Limits() {}
}
