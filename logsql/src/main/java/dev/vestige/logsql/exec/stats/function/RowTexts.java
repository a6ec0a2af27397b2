package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import java.util.Arrays;

/// A row as JSON per group.
final class RowTexts {
  private static final byte[] NONE = new byte[0];

  private byte[][] rows = new byte[0][];
  private long bytes;

  boolean has(int group) {
    return rows[group].length > 0;
  }

  void set(int group, byte[] row) {
    bytes += row.length - rows[group].length;
    rows[group] = row;
  }

  void setFrom(int group, RowTexts other, int otherGroup) {
    set(group, other.rows[otherGroup]);
  }

  void grow(int groupCount) {
    int old = rows.length;
    int length = Growth.length(old, groupCount);
    if (length > old) {
      rows = Arrays.copyOf(rows, length);
      Arrays.fill(rows, old, length, NONE);
    }
  }

  void append(int group, ByteSink out) {
    if (has(group)) {
      out.putBytes(rows[group]);
    } else {
      out.putByte('{');
      out.putByte('}');
    }
  }

  void save(int group, ByteSink out) {
    out.putSized(rows[group], 0, rows[group].length);
  }

  static byte[] load(ByteSource in) {
    int length = in.getCount("length of a row", in.remaining());
    int from = in.take(length);
    return Arrays.copyOfRange(in.array(), from, from + length);
  }

  long sizeBytes() {
    return bytes + 24L * rows.length;
  }
}
