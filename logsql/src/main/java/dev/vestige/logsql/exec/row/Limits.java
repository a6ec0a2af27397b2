package dev.vestige.logsql.exec.row;

/// The bounds of this package, each with its reason.
final class Limits {
  /// Bytes of one computed column of one block: 16 KiB per row, and templates that repeat
  /// themselves soon ask for more than there is.
  static final int COLUMN_BYTES_MAX = 64 << 20;

  /// Bytes of what one worker computed from the dictionaries of one pipe and keeps for later
  /// blocks.
  static final int DICTIONARY_CACHE_BYTES_MAX = 16 << 20;

  /// Dictionaries up to this are computed as a whole, however few rows ask.
  static final int SMALL_DICTIONARY = 1024;

  /// Fields with names found in the values of one block: each costs an array with a place per row.
  static final int UNPACKED_FIELDS_MAX = 1000;

  /// Characters of a number that is counted exactly: more than a time has.
  static final int DECIMAL_DIGITS_MAX = 40;

  /// Objects and arrays inside one another: they are walked recursively.
  static final int JSON_NESTING_MAX = 256;

  /// Rows of a block that `unroll` passes on.
  static final int UNROLLED_ROWS = 4096;

  /// Rows between two looks at the clock while values are computed.
  static final int ROWS_BETWEEN_CHECKS = 256;

  private Limits() {}
}
