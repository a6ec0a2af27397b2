package dev.vestige.logsql.exec;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of another view in any order, each as often as wanted. Columns are put together when asked
/// for.
public final class GatheredView implements BlockView {
  private final BlockView whole;
  private final int[] places;
  private final int rows;
  private final Bitmap selection;
  private final Map<String, ColumnVector> columns = new HashMap<>();

  /// Row r is row `places[r]` of the other view; the array may be longer than `rows` and must not
  /// change any more.
  public GatheredView(BlockView whole, int[] places, int rows) {
    this.whole = whole;
    this.places = places;
    this.rows = rows;
    this.selection = Bitmap.full(rows);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public Bitmap selection() {
    return selection;
  }

  @Override
  public ColumnVector column(String field) {
    return columns.computeIfAbsent(field, name -> gather(whole.column(name)));
  }

  private ColumnVector gather(ColumnVector column) {
    return switch (column) {
      case ColumnVector.Constant constant -> new ColumnVector.Constant(rows, constant.text());
      case ColumnVector.Coded coded -> {
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
          codes[row] = coded.codes()[places[row]];
        }
        yield new ColumnVector.Coded(coded.dictionary(), codes, rows);
      }
      case ColumnVector.Longs longs ->
          new ColumnVector.Longs(
              gather(longs.values()), gather(longs.present()), rows, longs.format());
      case ColumnVector.Doubles doubles -> {
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
          values[row] = doubles.values()[places[row]];
        }
        yield new ColumnVector.Doubles(values, gather(doubles.present()), rows);
      }
      case ColumnVector.Ids ids ->
          new ColumnVector.Ids(gather(ids.high()), gather(ids.low()), rows, ids.format());
      case ColumnVector.Texts texts -> gather(texts);
    };
  }

  private long[] gather(long[] values) {
    long[] gathered = new long[rows];
    for (int row = 0; row < rows; row++) {
      gathered[row] = values[places[row]];
    }
    return gathered;
  }

  private @Nullable Bitmap gather(@Nullable Bitmap present) {
    if (present == null) {
      return null;
    }
    Bitmap gathered = new Bitmap(rows);
    for (int row = 0; row < rows; row++) {
      if (present.get(places[row])) {
        gathered.set(row);
      }
    }
    return gathered;
  }

  /// A long text may come thousands of times: it becomes an entry of a dictionary.
  private ColumnVector gather(ColumnVector.Texts texts) {
    return new ColumnVector.Coded(new Dictionary(texts.bytes(), texts.offsets()), places, rows);
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
