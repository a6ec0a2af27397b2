package dev.vestige.storage;

import dev.vestige.base.encoding.Bitmap;

/// Chooses rows of a block. Called by one thread.
@FunctionalInterface
public interface RowChoice {
  /// The chosen rows of the block's selection.
  Bitmap choose(Block block);
}
