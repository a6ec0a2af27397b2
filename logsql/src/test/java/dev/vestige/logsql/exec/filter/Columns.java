package dev.vestige.logsql.exec.filter;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import dev.vestige.storage.Dictionary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The same texts in every form that a column can have.
final class Columns {
  /// More than are looked through at once.
  private static final int UNUSED_ENTRIES = 3000;

  private Columns() {}

  /// Every form that shows exactly these texts.
  static List<ColumnVector> all(List<String> texts) {
    List<ColumnVector> forms = new ArrayList<>();
    forms.add(texts(texts));
    forms.add(coded(texts, 0));
    forms.add(coded(texts, UNUSED_ENTRIES));
    constant(texts).ifPresent(forms::add);
    for (NumberFormat format : NumberFormat.values()) {
      longs(texts, format).ifPresent(forms::add);
    }
    for (IdFormat format : IdFormat.values()) {
      ids(texts, format).ifPresent(forms::add);
    }
    doubles(texts).ifPresent(forms::add);
    return forms;
  }

  /// The texts stand behind some that belong to no row.
  static ColumnVector.Texts texts(List<String> texts) {
    ByteSink bytes = new ByteSink();
    bytes.putBytes("error 5".getBytes(StandardCharsets.UTF_8));
    int[] offsets = new int[texts.size() + 1];
    offsets[0] = bytes.position();
    for (int row = 0; row < texts.size(); row++) {
      bytes.putBytes(texts.get(row).getBytes(StandardCharsets.UTF_8));
      offsets[row + 1] = bytes.position();
    }
    bytes.putBytes("error 5".getBytes(StandardCharsets.UTF_8));
    return new ColumnVector.Texts(bytes.toByteArray(), offsets, texts.size());
  }

  /// Each text has two entries of the dictionary, used in turn; `unused` others are in front.
  static ColumnVector.Coded coded(List<String> texts, int unused) {
    List<String> distinct = new ArrayList<>(new LinkedHashSet<>(texts));
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < unused; i++) {
      entries.add("unused-" + i);
    }
    entries.addAll(distinct);
    entries.addAll(distinct);
    int[] codes = new int[texts.size() + 5];
    for (int row = 0; row < texts.size(); row++) {
      int second = row % 2 == 0 ? 0 : distinct.size();
      codes[row] = unused + second + distinct.indexOf(texts.get(row));
    }
    return new ColumnVector.Coded(dictionary(entries), codes, texts.size());
  }

  static Dictionary dictionary(List<String> entries) {
    ColumnVector.Texts texts = texts(entries);
    return new Dictionary(texts.bytes(), texts.offsets());
  }

  private static Optional<ColumnVector> constant(List<String> texts) {
    return texts.stream().distinct().count() == 1
        ? Optional.of(new ColumnVector.Constant(texts.size(), ByteSlice.utf8(texts.getFirst())))
        : Optional.empty();
  }

  static Optional<ColumnVector> longs(List<String> texts, NumberFormat format) {
    long[] values = new long[texts.size()];
    Bitmap present = new Bitmap(texts.size());
    for (int row = 0; row < texts.size(); row++) {
      byte[] text = texts.get(row).getBytes(StandardCharsets.UTF_8);
      // What stands where a value is missing must not matter.
      values[row] = 5;
      if (text.length > 0) {
        if (!StoredForms.isNumber(format, text, 0, text.length)) {
          return Optional.empty();
        }
        values[row] = StoredForms.number(format, text, 0, text.length);
        if (format == NumberFormat.IPV4 && row % 2 == 0) {
          values[row] = (int) values[row];
        }
        present.set(row);
      }
    }
    boolean isFull = present.cardinality() == texts.size();
    return showing(
        texts, new ColumnVector.Longs(values, isFull ? null : present, texts.size(), format));
  }

  private static Optional<ColumnVector> doubles(List<String> texts) {
    double[] values = new double[texts.size()];
    Bitmap present = new Bitmap(texts.size());
    for (int row = 0; row < texts.size(); row++) {
      byte[] text = texts.get(row).getBytes(StandardCharsets.UTF_8);
      values[row] = 5;
      if (text.length > 0) {
        if (!StoredForms.isDouble(text, 0, text.length)) {
          return Optional.empty();
        }
        values[row] = Double.longBitsToDouble(StoredForms.doubleBits(text, 0, text.length));
        present.set(row);
      }
    }
    boolean isFull = present.cardinality() == texts.size();
    return showing(texts, new ColumnVector.Doubles(values, isFull ? null : present, texts.size()));
  }

  private static Optional<ColumnVector> ids(List<String> texts, IdFormat format) {
    long[] high = new long[texts.size()];
    long[] low = new long[texts.size()];
    for (int row = 0; row < texts.size(); row++) {
      byte[] text = texts.get(row).getBytes(StandardCharsets.UTF_8);
      if (text.length > 0) {
        if (!StoredForms.isId(format, text, 0, text.length)) {
          return Optional.empty();
        }
        high[row] = StoredForms.high(format, text, 0, text.length);
        low[row] = StoredForms.low(format, text, 0, text.length);
      } else if (format == IdFormat.HEX_8) {
        // For ids of 8 bytes the upper half means nothing.
        high[row] = 7;
      }
    }
    return showing(texts, new ColumnVector.Ids(high, low, texts.size(), format));
  }

  /// The column, which must show the texts.
  private static Optional<ColumnVector> showing(List<String> texts, ColumnVector column) {
    for (int row = 0; row < texts.size(); row++) {
      ByteSink text = new ByteSink();
      column.appendText(row, text);
      if (!text.slice().toString().equals(texts.get(row))) {
        throw new AssertionError(
            "row %d of %s shows '%s', not '%s'"
                .formatted(row, column.getClass(), text.slice(), texts.get(row)));
      }
    }
    return Optional.of(column);
  }
}
