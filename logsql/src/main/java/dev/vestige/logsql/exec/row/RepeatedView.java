package dev.vestige.logsql.exec.row;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of another view, some of them more than once.
final class RepeatedView implements BlockView {
  private final BlockView whole;
  private final int[] origins;
  private final Bitmap selection;
  private final Map<String, ColumnVector> columns = new HashMap<>();

  /// @param origins for each row which one of the whole it is
  RepeatedView(BlockView whole, int[] origins) {
    this.whole = whole;
    this.origins = origins;
    this.selection = Bitmap.full(origins.length);
  }

  @Override
  public int rows() {
    return origins.length;
  }

  @Override
  public Bitmap selection() {
    return selection;
  }

  @Override
  public ColumnVector column(String field) {
    return columns.computeIfAbsent(field, name -> repeated(whole.column(name)));
  }

  private ColumnVector repeated(ColumnVector column) {
    int rows = origins.length;
    return switch (column) {
      case ColumnVector.Constant(int _, ByteSlice text) -> new ColumnVector.Constant(rows, text);
      case ColumnVector.Coded coded -> {
        int[] codes = new int[rows];
        for (int i = 0; i < rows; i++) {
          codes[i] = coded.codes()[origins[i]];
        }
        yield new ColumnVector.Coded(coded.dictionary(), codes, rows);
      }
      case ColumnVector.Longs longs ->
          new ColumnVector.Longs(
              repeated(longs.values()), repeated(longs.present()), rows, longs.format());
      case ColumnVector.Doubles doubles -> {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
          values[i] = doubles.values()[origins[i]];
        }
        yield new ColumnVector.Doubles(values, repeated(doubles.present()), rows);
      }
      case ColumnVector.Ids ids ->
          new ColumnVector.Ids(repeated(ids.high()), repeated(ids.low()), rows, ids.format());
      case ColumnVector.Texts texts -> repeated(texts);
    };
  }

  private long[] repeated(long[] values) {
    long[] repeated = new long[origins.length];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = values[origins[i]];
    }
    return repeated;
  }

  private @Nullable Bitmap repeated(@Nullable Bitmap present) {
    if (present == null) {
      return null;
    }
    Bitmap repeated = new Bitmap(origins.length);
    for (int i = 0; i < origins.length; i++) {
      if (present.get(origins[i])) {
        repeated.set(i);
      }
    }
    return repeated;
  }

  /// A long text may be repeated thousands of times: it becomes an entry of a dictionary.
  private ColumnVector repeated(ColumnVector.Texts texts) {
    return new ColumnVector.Coded(
        new Dictionary(texts.bytes(), texts.offsets()), origins, origins.length);
  }

  @Override
  public List<String> fields() {
    return whole.fields();
  }

  @Override
  public boolean isGiven(String field) {
    return whole.isGiven(field);
  }

  @Override
  public ColumnSummary summary(String field) {
    return whole.summary(field);
  }
}
