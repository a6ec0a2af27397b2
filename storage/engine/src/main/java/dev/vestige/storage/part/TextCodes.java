package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import java.util.Arrays;

/// A column as a code per row and a text per code, whatever its form was. Immutable.
final class TextCodes {
  /// One object for all, since what is known of codes is kept by dictionary.
  private static final Dictionary EMPTY = new Dictionary(new byte[0], new int[2]);

  private final int[] codes;
  private final Dictionary dictionary;

  TextCodes(int[] codes, Dictionary dictionary) {
    this.codes = codes;
    this.dictionary = dictionary;
  }

  static TextCodes of(ColumnVector column) {
    return switch (column) {
      case ColumnVector.Coded coded -> new TextCodes(coded.codes(), coded.dictionary());
      case ColumnVector.Constant constant -> {
        byte[] text = constant.text().toByteArray();
        Dictionary dictionary =
            text.length == 0 ? EMPTY : new Dictionary(text, new int[] {0, text.length});
        yield new TextCodes(new int[column.rows()], dictionary);
      }
      case ColumnVector.Texts texts ->
          ofRows(new Dictionary(texts.bytes(), texts.offsets()), column);
      case ColumnVector.Longs _, ColumnVector.Doubles _, ColumnVector.Ids _ -> written(column);
    };
  }

  private static TextCodes written(ColumnVector column) {
    ByteSink out = new ByteSink();
    int[] ends = new int[column.rows() + 1];
    for (int row = 0; row < column.rows(); row++) {
      column.appendText(row, out);
      ends[row + 1] = out.position();
    }
    return ofRows(new Dictionary(out.toByteArray(), ends), column);
  }

  /// A text for each row.
  private static TextCodes ofRows(Dictionary dictionary, ColumnVector column) {
    int[] codes = new int[column.rows()];
    Arrays.setAll(codes, row -> row);
    return new TextCodes(codes, dictionary);
  }

  int[] codes() {
    return codes;
  }

  Dictionary dictionary() {
    return dictionary;
  }

  boolean isEmpty(int row) {
    return dictionary.isEmpty(codes[row]);
  }

  String text(int row) {
    return dictionary.text(codes[row]).toString();
  }
}
