package dev.vestige.logsql.exec.stats;

/// The bounds of this package, each with its reason.
public final class Limits {
  /// Bytes of the dictionaries that one worker keeps answers about, for one field of one query.
  /// More than the largest dictionary of a part, so that at least one always fits.
  public static final long DICTIONARY_MEMO_BYTES_MAX = 16L << 20;

  /// Cells of a table from a pair of small numbers to the number of the pair: 4 MB fit the
  /// processor's caches, larger ones are hashed.
  public static final int PAIR_CELLS_MAX = 1 << 20;

  /// Entries of dictionaries whose codes are counted instead of values: the counters of one fit the
  /// processor's first-level cache.
  public static final int CODES_COUNTED_MAX = 4096;

  /// Values that a quantile remembers per group; of more it keeps a random choice. The place of an
  /// answer among all values is then off by 0.3 percent of their number at the median, by 0.05 at
  /// the 99th percentile (one standard deviation).
  public static final int SAMPLES_MAX = 1 << 15;

  /// Rows of one block of an answer, like those of a stored block.
  public static final int RESULT_ROWS_MAX = 4096;

  /// State is paid for in steps, so that the budget's counter is not touched for every block.
  public static final long CHARGE_STEP_BYTES = 256 << 10;

  private Limits() {}
}
