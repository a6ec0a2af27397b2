package dev.vestige.logsql.exec.filter;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Words;
import dev.vestige.storage.ColumnSummary;
import java.util.ArrayList;
import java.util.List;

/// Words that a value must have to satisfy a condition: all words of at least one list. A block
/// that surely lacks them is passed over without reading the column. Immutable.
final class WordDemand {
  static final WordDemand NONE = new WordDemand(List.of());

  private final List<List<ByteSlice>> alternatives;

  private WordDemand(List<List<ByteSlice>> alternatives) {
    this.alternatives = alternatives;
  }

  static WordDemand all(List<ByteSlice> words) {
    return any(List.of(words));
  }

  /// No demand when one of the lists is empty, or when asking would take too many words.
  static WordDemand any(List<List<ByteSlice>> alternatives) {
    int count = 0;
    for (List<ByteSlice> words : alternatives) {
      if (words.isEmpty()) {
        return NONE;
      }
      count += words.size();
    }
    return count > Limits.DEMANDED_WORDS_MAX ? NONE : new WordDemand(List.copyOf(alternatives));
  }

  boolean mayBeIn(ColumnSummary column) {
    if (alternatives.isEmpty()) {
      return true;
    }
    for (List<ByteSlice> words : alternatives) {
      if (mayHaveAll(column, words)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayHaveAll(ColumnSummary column, List<ByteSlice> words) {
    for (ByteSlice word : words) {
      if (!column.mayContainWord(word)) {
        return false;
      }
    }
    return true;
  }

  /// All words of a text, as far as they are asked for.
  static List<ByteSlice> words(byte[] text) {
    return words(text, 0, text.length, text.length);
  }

  /// The words of a text that surely end where they end there, whatever follows the text.
  static List<ByteSlice> wordsOfPrefix(byte[] text) {
    return words(text, 0, text.length, text.length - 1);
  }

  /// The words of a text that surely start and end there, whatever stands around the text.
  static List<ByteSlice> wordsInside(byte[] text) {
    int from = Words.isWordAt(text, 0, text.length) ? Words.end(text, 0, text.length) : 0;
    return words(text, from, text.length, text.length - 1);
  }

  /// @param lastEnd words that end behind it are left out
  private static List<ByteSlice> words(byte[] text, int from, int to, int lastEnd) {
    List<ByteSlice> words = new ArrayList<>();
    int start = Words.start(text, from, to);
    while (start < to && words.size() < Limits.DEMANDED_WORDS_MAX) {
      int end = Words.end(text, start, to);
      if (end <= lastEnd) {
        words.add(new ByteSlice(text, start, end - start));
      }
      start = Words.start(text, end, to);
    }
    return words;
  }
}
