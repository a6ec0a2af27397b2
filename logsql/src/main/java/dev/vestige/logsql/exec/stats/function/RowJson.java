package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes rows of a block as JSON objects of their fields that are not empty.
final class RowJson {
  private final List<ColumnVector> columns = new ArrayList<>();
  private final List<byte[]> keys = new ArrayList<>();
  private final ByteSink value = new ByteSink();

  /// For the rows of one block.
  RowJson(BlockView block, List<String> fields) {
    for (String field : fields) {
      ByteSink key = new ByteSink();
      byte[] name = field.getBytes(StandardCharsets.UTF_8);
      JsonText.appendQuoted(name, 0, name.length, key);
      key.putByte(':');
      keys.add(key.toByteArray());
      columns.add(block.column(field));
    }
  }

  void append(int row, ByteSink out) {
    out.putByte('{');
    boolean first = true;
    for (int i = 0; i < keys.size(); i++) {
      value.clear();
      columns.get(i).appendText(row, value);
      if (value.position() == 0) {
        continue;
      }
      if (!first) {
        out.putByte(',');
      }
      first = false;
      out.putBytes(keys.get(i));
      JsonText.appendQuoted(value.array(), 0, value.position(), out);
    }
    out.putByte('}');
  }
}
