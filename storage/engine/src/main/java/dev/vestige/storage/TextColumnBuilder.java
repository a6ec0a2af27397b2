package dev.vestige.storage;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.IntList;
import java.util.Arrays;

/// Builds a coded column from value codes, giving each distinct code one dictionary entry; entry 0
/// is the empty text.
final class TextColumnBuilder {
  private final ByteSink bytes = new ByteSink();
  private final IntList offsets = new IntList();
  private final int[] known;
  private final int[] codes;
  private int entries;

  /// For `rows` rows with source codes below `sourceCodes`; source code 0 is the missing value.
  TextColumnBuilder(int rows, int sourceCodes) {
    codes = new int[rows];
    known = new int[sourceCodes];
    Arrays.fill(known, -1);
    offsets.add(0);
    endEntry();
    if (sourceCodes > 0) {
      known[0] = 0;
    }
  }

  private int endEntry() {
    offsets.add(bytes.position());
    return entries++;
  }

  /// The entry of a source code, -1 when it has none yet.
  int entry(int sourceCode) {
    return known[sourceCode];
  }

  /// Where to write the text of a new entry before [#addEntry(int)].
  ByteSink text() {
    return bytes;
  }

  int addEntry(int sourceCode) {
    int entry = endEntry();
    known[sourceCode] = entry;
    return entry;
  }

  void set(int row, int entry) {
    codes[row] = entry;
  }

  ColumnVector build() {
    Dictionary dictionary = new Dictionary(bytes.toByteArray(), offsets.toArray());
    return new ColumnVector.Coded(dictionary, codes, codes.length);
  }
}
