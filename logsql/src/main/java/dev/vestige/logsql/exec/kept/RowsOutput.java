package dev.vestige.logsql.exec.kept;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.TimeText;
import dev.vestige.storage.ValueText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Hands rows that were kept to the next stage again, in blocks. Confined to one thread.
public final class RowsOutput {
  private final BlockSink next;
  private final @Nullable String rankField;
  private final Map<String, TextsBuilder> columns = new LinkedHashMap<>();
  private KeptFields names = KeptFields.NONE;
  private TextsBuilder[] builders = new TextsBuilder[0];
  private int rows;
  private long bytes;
  private boolean more = true;

  /// Hands rows on to `next`.
  ///
  /// @param rankField the field that gets each row's place; null for none
  public RowsOutput(BlockSink next, @Nullable String rankField) {
    this.next = next;
    this.rankField = rankField;
  }

  /// Takes a row as [KeptFields#values] gives it; false when no more rows are needed.
  public boolean add(KeptFields rowNames, byte[] row, long rank) {
    if (rowNames != names) {
      names = rowNames;
      builders = builders(names.names());
    }
    ByteSource values = new ByteSource("a row", row);
    while (values.remaining() > 0) {
      TextsBuilder builder = builders[(int) values.getVarint()];
      int length = (int) values.getVarint();
      int at = values.take(length);
      builder.fill(rows);
      builder.text().putBytes(row, at, length);
      builder.endRow();
    }
    if (rankField != null) {
      addRank(rankField, rank);
    }
    rows++;
    bytes += row.length;
    if (rows == Limits.BLOCK_ROWS_MAX || bytes >= Limits.BLOCK_BYTES_MAX) {
      flush();
    }
    return more;
  }

  private TextsBuilder[] builders(List<String> fields) {
    TextsBuilder[] found = new TextsBuilder[fields.size()];
    Arrays.setAll(
        found,
        i ->
            fields.get(i).equals(rankField)
                ? new TextsBuilder(Limits.BLOCK_ROWS_MAX)
                : columns.computeIfAbsent(
                    fields.get(i), _ -> new TextsBuilder(Limits.COLUMN_ROWS_MIN)));
    return found;
  }

  private void addRank(String field, long rank) {
    TextsBuilder builder =
        columns.computeIfAbsent(field, _ -> new TextsBuilder(Limits.COLUMN_ROWS_MIN));
    builder.fill(rows);
    ValueText.appendLong(rank, builder.text());
    builder.endRow();
  }

  /// Hands on the rows that wait.
  public void flush() {
    if (rows == 0) {
      return;
    }
    Map<String, ColumnVector> built = new LinkedHashMap<>();
    columns.forEach((field, builder) -> {
      builder.fill(rows);
      ColumnVector column = builder.build();
      built.put(field, field.equals(FieldNames.TIME) ? times(column) : column);
    });
    more = more && next.accept(new ColumnsView(rows, built), 0);
    columns.clear();
    names = KeptFields.NONE;
    rows = 0;
    bytes = 0;
  }

  /// The column as numbers where all its texts are printed times, so that they stay what they were
  /// for the stages to come.
  private static ColumnVector times(ColumnVector column) {
    long[] nanos = new long[column.rows()];
    ByteSink text = new ByteSink(64);
    for (int row = 0; row < nanos.length; row++) {
      text.clear();
      column.appendText(row, text);
      nanos[row] = Timestamps.parse(text.array(), 0, text.position());
      if (nanos[row] == Timestamps.NONE) {
        return column;
      }
      ByteSlice read = ByteSlice.of(text.toByteArray());
      text.clear();
      TimeText.append(nanos[row], text);
      if (!text.slice().equals(read)) {
        return column;
      }
    }
    return new ColumnVector.Longs(nanos, null, nanos.length, ColumnVector.Longs.NumberFormat.TIME);
  }
}
