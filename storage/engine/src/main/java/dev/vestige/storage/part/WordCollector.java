package dev.vestige.storage.part;

import dev.vestige.base.encoding.BloomFilter;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.Words;
import dev.vestige.storage.ValueText;
import dev.vestige.storage.ValueType;
import java.util.Optional;

/// Writes down which words the values of a block have that stand in its rows, see [BlockWords].
/// Confined to one thread, used for one part.
final class WordCollector {
  /// Of fewer words nothing is written: such a block is read as fast as its summary.
  private static final int WORDS_MIN = 32;

  private final ValuePool pool;
  private final LongIndex words = new LongIndex();
  private final ByteSink text = new ByteSink();

  WordCollector(ValuePool pool) {
    this.pool = pool;
  }

  /// The summary of the values of some cells.
  ///
  /// @param form in which they are written
  /// @param chunkBytes what they take; a summary of half as much or more would save nothing
  Optional<ByteSink> collect(int form, Cells cells, int from, int to, int chunkBytes) {
    int rule = rule(form);
    if (rule == PartFormat.WORDS_NONE) {
      return Optional.empty();
    }
    words.clear();
    for (int at = from; at < to; at++) {
      add(rule, cells.value(at));
    }
    if (words.size() < WORDS_MIN || words.size() > chunkBytes / 2) {
      return Optional.empty();
    }
    BloomFilter filter = BloomFilter.forKeys(words.size(), BlockWords.BITS_PER_WORD);
    for (int word = 0; word < words.size(); word++) {
      filter.add(words.key(word));
    }
    ByteSink chunk = new ByteSink((int) filter.sizeBytes() + 16);
    chunk.putByte(rule);
    filter.encode(chunk);
    return Optional.of(chunk);
  }

  /// Numbers and addresses have no words worth noting.
  private static int rule(int form) {
    return switch (form) {
      case PartFormat.VALUES_BYTES, PartFormat.VALUES_MIXED, PartFormat.VALUES_HEX ->
          PartFormat.WORDS_ALL;
      case PartFormat.VALUES_UUID -> PartFormat.WORDS_NODE;
      default -> PartFormat.WORDS_NONE;
    };
  }

  private void add(int rule, int value) {
    ValueType type = ValueType.ofCode(pool.type(value));
    if (type == ValueType.STRING) {
      addWords(rule, pool.bytes(), pool.start(value), pool.end(value));
    } else if (type != ValueType.KVLIST) {
      text.clear();
      ValueText.append(type, pool.bytes(), pool.start(value), pool.end(value), text);
      addWords(rule, text.array(), 0, text.position());
    }
  }

  private void addWords(int rule, byte[] bytes, int from, int to) {
    int start = Words.start(bytes, from, to);
    while (start < to) {
      int end = Words.end(bytes, start, to);
      if (BlockWords.isNoted(rule, end - start)) {
        words.number(BlockWords.hash(bytes, start, end));
      }
      start = Words.start(bytes, end, to);
    }
  }
}
