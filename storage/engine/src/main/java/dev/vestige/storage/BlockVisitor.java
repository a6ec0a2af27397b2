package dev.vestige.storage;

import java.util.Optional;

/// Takes the blocks of a search. Called by several workers at once, each with its own number below
/// [Storage#workers()], so that state can be an array by worker.
public interface BlockVisitor {
  /// Looks at one block; false ends the search early.
  boolean visit(Block block, int worker);

  /// Whether [#visitPart] does anything.
  default boolean visitsParts() {
    return false;
  }

  /// Looks at a part before its blocks, if the search asks for all of its rows; says who is to look
  /// at the blocks, nobody when what the part knows was enough.
  default Optional<BlockVisitor> visitPart(CountedPart part, int worker) {
    return Optional.of(this);
  }

  /// With [SearchRequest.Order#NEWEST_FIRST]: blocks whose newest row is older than this are left
  /// out. Asked before each block; may only grow.
  default long oldestNeededNanos() {
    return Long.MIN_VALUE;
  }
}
