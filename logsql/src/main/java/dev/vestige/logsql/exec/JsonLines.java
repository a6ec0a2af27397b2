package dev.vestige.logsql.exec;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes rows as lines of JSON objects, straight from the columns: some rows of one column after
/// another, then row by row what was written. Empty values are left out, and so are rows that have
/// nothing else. Confined to one thread.
public final class JsonLines {
  /// Rows of a column that are written before they are put together: what is held back of a block
  /// of many fields fits the processor's second-level cache.
  private static final int PIECE_ROWS = 128;

  /// Fields whose names are kept ready; queries that meet more of them prepare them again.
  private static final int NAMES_MAX = 10_000;

  private final Map<String, byte[]> names = new HashMap<>();
  private final List<JsonCells> cells = new ArrayList<>();

  /// Appends a line per selected row.
  public void append(BlockView block, ByteSink out) {
    List<String> fields = block.fields();
    byte[][] fieldNames = new byte[fields.size()][];
    ColumnVector[] columns = new ColumnVector[fields.size()];
    for (int i = 0; i < columns.length; i++) {
      fieldNames[i] = name(fields.get(i));
      columns[i] = block.column(fields.get(i));
    }
    while (cells.size() < columns.length) {
      cells.add(new JsonCells());
    }
    int[] rows = block.selection().numbers();
    for (int from = 0; from < rows.length; from += PIECE_ROWS) {
      int to = Math.min(rows.length, from + PIECE_ROWS);
      for (int i = 0; i < columns.length; i++) {
        cells.get(i).fill(columns[i], fieldNames[i], rows, from, to);
      }
      for (int row = 0; row < to - from; row++) {
        appendRow(row, columns.length, out);
      }
    }
  }

  private void appendRow(int row, int columns, ByteSink out) {
    boolean isFirst = true;
    for (int i = 0; i < columns; i++) {
      JsonCells column = cells.get(i);
      if (column.has(row)) {
        if (isFirst) {
          out.putByte('{');
        }
        column.append(row, isFirst, out);
        isFirst = false;
      }
    }
    if (!isFirst) {
      out.putByte('}');
      out.putByte('\n');
    }
  }

  /// A field's name with comma, quotes and colon.
  private byte[] name(String field) {
    byte[] known = names.get(field);
    if (known == null) {
      if (names.size() >= NAMES_MAX) {
        names.clear();
      }
      ByteSink quoted = new ByteSink();
      quoted.putByte(',');
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      JsonText.appendQuoted(bytes, 0, bytes.length, quoted);
      quoted.putByte(':');
      known = quoted.toByteArray();
      names.put(field, known);
    }
    return known;
  }
}
