package dev.vestige.logsql.exec.row;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;

/// How much memory computed columns take.
final class ColumnBytes {
  private ColumnBytes() {}

  /// To be asked while a column is written.
  ///
  /// @throws VestigeException RESOURCE_EXHAUSTED when it has grown too large
  static void check(ByteSink column) {
    if (column.position() > Limits.COLUMN_BYTES_MAX) {
      throw new VestigeException(
          ErrorKind.RESOURCE_EXHAUSTED,
          "a pipe makes more than "
              + Limits.COLUMN_BYTES_MAX
              + " bytes of one field in one block of rows; make its texts shorter");
    }
  }

  static long of(ColumnVector column) {
    return switch (column) {
      case ColumnVector.Constant constant -> constant.text().length();
      case ColumnVector.Coded coded -> of(coded.dictionary());
      case ColumnVector.Longs longs -> 8L * longs.rows();
      case ColumnVector.Doubles doubles -> 8L * doubles.rows();
      case ColumnVector.Ids ids -> 16L * ids.rows();
      case ColumnVector.Texts texts -> texts.bytes().length + 4L * texts.offsets().length;
    };
  }

  static long of(Dictionary dictionary) {
    return dictionary.bytes().length + 4L * dictionary.offsets().length;
  }
}
