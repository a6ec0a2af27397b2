package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.stats.group.PerDictionary;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.value.Numbers;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import dev.vestige.storage.Dictionary;
import java.util.Arrays;

/// Reads the values of a column as numbers: decimals, durations and sizes; NaN for everything else,
/// times and addresses too. Texts of a dictionary are read once. Confined to one worker.
final class NumberReader {
  private final PerDictionary<double[]> dictionaries =
      new PerDictionary<>(Double.BYTES, NumberReader::numbers);
  private final ByteSink text = new ByteSink();
  private double[] numbers = new double[0];

  private static double[] numbers(Dictionary dictionary) {
    double[] numbers = new double[dictionary.size()];
    int[] offsets = dictionary.offsets();
    for (int code = 0; code < numbers.length; code++) {
      numbers[code] = Numbers.parse(dictionary.bytes(), offsets[code], offsets[code + 1]);
    }
    return numbers;
  }

  /// By row the number it has; what stands at rows that do not count means nothing. Valid until the
  /// next call.
  double[] read(ColumnVector column, Rows rows) {
    if (numbers.length < column.rows()) {
      numbers = new double[column.rows()];
    }
    switch (column) {
      case ColumnVector.Constant(int count, ByteSlice value) -> {
        int from = value.offset();
        Arrays.fill(numbers, 0, count, Numbers.parse(value.array(), from, from + value.length()));
      }
      case ColumnVector.Coded coded -> readCodes(coded, rows);
      case ColumnVector.Longs longs -> readLongs(longs, rows);
      case ColumnVector.Doubles doubles -> readDoubles(doubles, rows);
      case ColumnVector.Ids _ -> readTexts(column, rows);
      case ColumnVector.Texts texts -> {
        int[] rowNumbers = rows.numbers();
        for (int i = 0; i < rows.count(); i++) {
          int row = rowNumbers[i];
          numbers[row] =
              Numbers.parse(texts.bytes(), texts.offsets()[row], texts.offsets()[row + 1]);
        }
      }
    }
    return numbers;
  }

  private void readCodes(ColumnVector.Coded column, Rows rows) {
    double[] entries = dictionaries.of(column.dictionary());
    int[] codes = column.codes();
    int[] rowNumbers = rows.numbers();
    for (int i = 0; i < rows.count(); i++) {
      int row = rowNumbers[i];
      numbers[row] = entries[codes[row]];
    }
  }

  private void readLongs(ColumnVector.Longs column, Rows rows) {
    switch (column.format()) {
      case DECIMAL, UNSIGNED -> {
        boolean unsigned = column.format() == NumberFormat.UNSIGNED;
        long[] longs = column.values();
        int[] rowNumbers = rows.numbers();
        for (int i = 0; i < rows.count(); i++) {
          int row = rowNumbers[i];
          long value = longs[row];
          numbers[row] = unsigned && value < 0 ? unsigned(value) : value;
        }
        clearMissing(column.present(), rows);
      }
      case TIME, IPV4 -> Arrays.fill(numbers, 0, column.rows(), Double.NaN);
      case HEX -> readTexts(column, rows);
    }
  }

  private void clearMissing(@org.jspecify.annotations.Nullable Bitmap present, Rows rows) {
    if (present == null) {
      return;
    }
    int[] rowNumbers = rows.numbers();
    for (int i = 0; i < rows.count(); i++) {
      int row = rowNumbers[i];
      if (!present.get(row)) {
        numbers[row] = Double.NaN;
      }
    }
  }

  private static double unsigned(long value) {
    return (value >>> 1 | (value & 1)) * 2.0;
  }

  private void readDoubles(ColumnVector.Doubles column, Rows rows) {
    int[] rowNumbers = rows.numbers();
    for (int i = 0; i < rows.count(); i++) {
      int row = rowNumbers[i];
      numbers[row] = column.values()[row];
      if (Double.isInfinite(numbers[row])) {
        // Only its text says whether it counts.
        numbers[row] = readText(column, row);
      }
    }
    clearMissing(column.present(), rows);
  }

  private void readTexts(ColumnVector column, Rows rows) {
    int[] rowNumbers = rows.numbers();
    for (int i = 0; i < rows.count(); i++) {
      int row = rowNumbers[i];
      numbers[row] = readText(column, row);
    }
  }

  private double readText(ColumnVector column, int row) {
    text.clear();
    column.appendText(row, text);
    return Numbers.parse(text.array(), 0, text.position());
  }
}
