package dev.vestige.logsql.exec;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes rows as lines of JSON objects, straight from the columns. Empty values are left out, and
/// so are rows that have nothing else. Confined to one thread.
public final class JsonLines {
  private final ByteSink value = new ByteSink();

  /// Appends a line per selected row.
  public void append(BlockView block, ByteSink out) {
    List<String> fields = block.fields();
    byte[][] keys = new byte[fields.size()][];
    ColumnVector[] columns = new ColumnVector[fields.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(fields.get(i));
      columns[i] = block.column(fields.get(i));
    }
    Bitmap rows = block.selection();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      appendRow(row, keys, columns, out);
    }
  }

  private void appendRow(int row, byte[][] keys, ColumnVector[] columns, ByteSink out) {
    boolean first = true;
    for (int i = 0; i < keys.length; i++) {
      value.clear();
      columns[i].appendText(row, value);
      if (value.position() == 0) {
        continue;
      }
      out.putByte(first ? '{' : ',');
      first = false;
      out.putBytes(keys[i]);
      JsonText.appendQuoted(value.array(), 0, value.position(), out);
    }
    if (!first) {
      out.putByte('}');
      out.putByte('\n');
    }
  }

  private static byte[] key(String field) {
    ByteSink quoted = new ByteSink();
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    JsonText.appendQuoted(bytes, 0, bytes.length, quoted);
    quoted.putByte(':');
    return quoted.toByteArray();
  }
}
