package dev.vestige.storage;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import java.util.Optional;

/// What is known of a field's column in one block without reading its rows. It lets filters pass
/// over blocks, so where it says no, that is certain. Confined to the worker that visits the block,
/// valid during the visit.
public interface ColumnSummary {
  /// Of a column nothing is known of.
  ColumnSummary UNKNOWN = new ColumnSummary() {};

  /// False when surely no row has the word (a maximal run of letters, digits and `_`).
  default boolean mayContainWord(ByteSlice word) {
    return true;
  }

  /// True when surely every row has a value.
  default boolean isFull() {
    return false;
  }

  /// When all rows have whole numbers that are written in decimal: no row has a smaller one.
  default long smallestNumber() {
    return Long.MIN_VALUE;
  }

  /// Likewise: no row has a larger one.
  default long largestNumber() {
    return Long.MAX_VALUE;
  }

  /// The values that rows can have: the dictionary of the column. It is at hand without the rows,
  /// and the same object for all blocks that share it.
  default Optional<CodedBlocks> dictionary() {
    return Optional.empty();
  }

  /// A dictionary and where its entries are.
  ///
  /// @param block the number of this block among those that share the dictionary
  record CodedBlocks(Dictionary dictionary, int block, EntryPlaces places) {}

  /// Tells where entries of a dictionary are.
  interface EntryPlaces {
    /// The numbers of the blocks that may have rows with one of the entries; the others surely have
    /// none. Takes time by the number of entries: ask once per dictionary and not per block.
    Bitmap blocksWith(Bitmap entries);
  }
}
