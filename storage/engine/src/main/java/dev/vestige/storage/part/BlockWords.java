package dev.vestige.storage.part;

import dev.vestige.base.encoding.BloomFilter;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.encoding.Hashing;

/// Which words the values of a column that has no dictionary have in one block: a filter that never
/// denies a word that is there, and wrongly affirms one in forty. Immutable.
final class BlockWords {
  /// Six probes of a word; 2.5 % affirmed wrongly.
  static final int BITS_PER_WORD = 8;

  private final int rule;
  private final BloomFilter filter;

  private BlockWords(int rule, BloomFilter filter) {
    this.rule = rule;
    this.filter = filter;
  }

  static BlockWords read(ChunkSource in) {
    int rule = in.unsignedByte();
    if (rule > PartFormat.WORDS_NODE) {
      throw in.corrupt("unknown rule of words " + rule);
    }
    int length = in.remaining();
    int start = in.take(length);
    ByteSource bytes = new ByteSource("words of a block", in.array(), start, length);
    return new BlockWords(rule, BloomFilter.decode(bytes));
  }

  static long hash(byte[] bytes, int from, int to) {
    return Hashing.xxh3(bytes, from, to - from);
  }

  /// False when surely no value has the word.
  boolean mayContain(byte[] bytes, int from, int to) {
    return !isNoted(rule, to - from) || filter.mightContain(hash(bytes, from, to));
  }

  /// Whether words of a length are noted at all. Of UUIDs the last of the five words is: the others
  /// would take four times the room and are never looked for alone.
  static boolean isNoted(int rule, int length) {
    return rule == PartFormat.WORDS_ALL || length == PartFormat.UUID_NODE_LENGTH;
  }
}
