package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.encoding.LittleEndian;
import dev.vestige.logsql.exec.value.IdTable;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;

/// Distinct ids as bytes: half of their texts, and numbered at once where they are merged.
final class UniqIds {
  /// What stands in place of a format where values are texts.
  static final int NONE = 0;

  private UniqIds() {}

  static void save(ColumnVector.Ids ids, ByteSink out) {
    boolean isWide = ids.format() != IdFormat.HEX_8;
    out.putByte(1 + ids.format().code());
    out.putVarint(ids.rows());
    byte[] bytes = out.reserve(Math.multiplyExact(ids.rows(), isWide ? 16 : 8));
    int at = out.position();
    // In an order that makes merging cheap.
    for (int row : IdTable.bySlots(ids.high(), ids.low(), ids.rows())) {
      if (isWide) {
        LittleEndian.putLong(bytes, at, ids.high()[row]);
        at += Long.BYTES;
      }
      LittleEndian.putLong(bytes, at, ids.low()[row]);
      at += Long.BYTES;
    }
    out.advance(at - out.position());
  }

  /// Reads what stands behind the format.
  static ColumnVector.Ids load(int format, ByteSource in) {
    IdFormat known =
        IdFormat.of(format - 1).orElseThrow(() -> in.corrupt("ids of the format " + format));
    int bytes = known == IdFormat.HEX_8 ? Long.BYTES : 2 * Long.BYTES;
    int count = in.getCount("number of distinct ids", in.remaining() / bytes);
    long[] highs = new long[count];
    long[] lows = new long[count];
    for (int row = 0; row < count; row++) {
      highs[row] = known == IdFormat.HEX_8 ? 0 : in.getLong();
      lows[row] = in.getLong();
    }
    return new ColumnVector.Ids(highs, lows, count, known);
  }
}
