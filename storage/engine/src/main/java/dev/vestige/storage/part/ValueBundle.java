package dev.vestige.storage.part;

/// Columns of attributes that few spans have and whose values share a chunk in each block: a
/// program with thousands of keys would otherwise have thousands of tiny chunks in each.
///
/// @param chunks where these are
/// @param columns how many columns are in them
record ValueBundle(BlockChunks chunks, int columns) {
  /// Columns of a part that have chunks of their own however few their values are: they keep their
  /// dictionaries and counts, and ordinary programs have no more.
  static final int OWN_COLUMNS_MAX = 64;

  /// A column has few values when it has fewer for each block of the part. A chunk costs some 30
  /// bytes and the calls of its compression.
  static final int FEW_VALUES = 16;

  /// Values for each block from which on a bundle is closed: who looks for one key reads those of
  /// the others, too.
  static final int BUNDLE_VALUES = 128;

  /// Values of all blocks from which on a bundle is closed: it is held in memory while it grows.
  static final int BUNDLE_VALUES_MAX = 1 << 19;

  /// Values that a chunk can have: those of a bundle that lacked one to be closed, and of one more
  /// column.
  static final int CHUNK_VALUES_MAX = 2 * BUNDLE_VALUES_MAX;

  /// Whether so many values are few for a part of so many blocks.
  static boolean isFew(int values, int blocks) {
    return values < Math.min((long) FEW_VALUES * blocks, BUNDLE_VALUES_MAX);
  }

  /// Whether a bundle with so many values is to be closed.
  static boolean isFull(int values, int blocks) {
    return values >= Math.min((long) BUNDLE_VALUES * blocks, BUNDLE_VALUES_MAX);
  }
}
