package dev.vestige.logsql.exec.row;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.value.Numbers;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// Reads columns as numbers, NaN for every text that is none. The entries of a dictionary are read
/// once. Confined to one worker.
final class NumberLoader {
  private static final double TWO_TO_64 = 0x1p64;
  private static final long LOW_32_BITS = 0xFFFF_FFFFL;

  private final IdentityHashMap<Dictionary, double[]> known = new IdentityHashMap<>();
  private final ByteSink text = new ByteSink();
  private long knownBytes;

  /// Puts the values of the rows in front of `target`.
  void load(ColumnVector column, int[] rows, double[] target) {
    switch (column) {
      case ColumnVector.Constant(int _, ByteSlice value) ->
          Arrays.fill(target, 0, rows.length, number(value));
      case ColumnVector.Coded coded -> loadCoded(coded, rows, target);
      case ColumnVector.Longs longs -> loadLongs(longs, rows, target);
      case ColumnVector.Doubles doubles -> {
        double[] values = doubles.values();
        for (int i = 0; i < rows.length; i++) {
          target[i] = values[rows[i]];
        }
        clearMissing(doubles.present(), rows, target);
      }
      case ColumnVector.Texts texts -> {
        int[] offsets = texts.offsets();
        for (int i = 0; i < rows.length; i++) {
          int row = rows[i];
          target[i] = Numbers.parseWithTimes(texts.bytes(), offsets[row], offsets[row + 1]);
        }
      }
      case ColumnVector.Ids ids -> loadPrinted(ids, rows, target);
    }
  }

  private static double number(ByteSlice value) {
    int from = value.offset();
    return Numbers.parseWithTimes(value.array(), from, from + value.length());
  }

  private void loadCoded(ColumnVector.Coded column, int[] rows, double[] target) {
    Dictionary dictionary = column.dictionary();
    int[] codes = column.codes();
    int[] offsets = dictionary.offsets();
    boolean small = dictionary.size() <= Math.max(Limits.SMALL_DICTIONARY, rows.length);
    if (!small && !known.containsKey(dictionary)) {
      for (int i = 0; i < rows.length; i++) {
        int code = codes[rows[i]];
        target[i] = Numbers.parseWithTimes(dictionary.bytes(), offsets[code], offsets[code + 1]);
      }
      return;
    }
    double[] entries = entries(dictionary);
    for (int i = 0; i < rows.length; i++) {
      target[i] = entries[codes[rows[i]]];
    }
  }

  private double[] entries(Dictionary dictionary) {
    double[] entries = known.get(dictionary);
    if (entries == null) {
      entries = new double[dictionary.size()];
      int[] offsets = dictionary.offsets();
      for (int code = 0; code < entries.length; code++) {
        entries[code] =
            Numbers.parseWithTimes(dictionary.bytes(), offsets[code], offsets[code + 1]);
      }
      long bytes = 8L * entries.length + ColumnBytes.of(dictionary);
      if (knownBytes + bytes > Limits.DICTIONARY_CACHE_BYTES_MAX) {
        known.clear();
        knownBytes = 0;
      }
      known.put(dictionary, entries);
      knownBytes += bytes;
    }
    return entries;
  }

  private void loadLongs(ColumnVector.Longs column, int[] rows, double[] target) {
    long[] values = column.values();
    switch (column.format()) {
      case DECIMAL, TIME -> {
        for (int i = 0; i < rows.length; i++) {
          target[i] = values[rows[i]];
        }
      }
      case UNSIGNED -> {
        for (int i = 0; i < rows.length; i++) {
          long value = values[rows[i]];
          target[i] = value >= 0 ? value : value + TWO_TO_64;
        }
      }
      case IPV4 -> {
        for (int i = 0; i < rows.length; i++) {
          target[i] = values[rows[i]] & LOW_32_BITS;
        }
      }
      case HEX -> {
        loadPrinted(column, rows, target);
        return;
      }
    }
    clearMissing(column.present(), rows, target);
  }

  private static void clearMissing(@Nullable Bitmap present, int[] rows, double[] target) {
    if (present == null) {
      return;
    }
    for (int i = 0; i < rows.length; i++) {
      if (!present.get(rows[i])) {
        target[i] = Double.NaN;
      }
    }
  }

  private void loadPrinted(ColumnVector column, int[] rows, double[] target) {
    for (int i = 0; i < rows.length; i++) {
      text.clear();
      column.appendText(rows[i], text);
      target[i] = Numbers.parseWithTimes(text.array(), 0, text.position());
    }
  }
}
