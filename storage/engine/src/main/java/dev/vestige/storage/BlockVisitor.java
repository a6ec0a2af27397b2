package dev.vestige.storage;

/// Takes the blocks of a search. Called by several workers at once, each with its own number below
/// [Storage#workers()], so that state can be an array by worker.
public interface BlockVisitor {
  /// Looks at one block; false ends the search early.
  boolean visit(Block block, int worker);

  /// With [SearchRequest.Order#NEWEST_FIRST]: blocks whose newest row is older than this are left
  /// out. Asked before each block; may only grow.
  default long oldestNeededNanos() {
    return Long.MIN_VALUE;
  }
}
