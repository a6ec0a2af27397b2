package dev.vestige.cmd.pages;

/// The bounds of the pages.
final class Limits {
  /// Seconds of one flight recording. Its data lies in the temporary folder meanwhile.
  static final int RECORDING_SECONDS_MAX = 600;

  /// Forced merges that wait, told apart by their prefix; beyond that all partitions are merged.
  static final int FORCE_MERGES_MAX = 100;

  /// Bytes of the file of -vmui.linksFile, which every visit of the web UI fetches.
  static final int LINKS_FILE_BYTES_MAX = 256 << 10;

  private Limits() {}
}
