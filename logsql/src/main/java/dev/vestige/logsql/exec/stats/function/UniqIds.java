package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;

/// Distinct ids as bytes: half of their texts, and numbered at once where they are merged.
final class UniqIds {
  /// What stands in place of a format where values are texts.
  static final int NONE = 0;

  private static final int HEX_8 = 1;
  private static final int HEX_16 = 2;
  private static final int UUID = 3;

  private UniqIds() {}

  static void save(ColumnVector.Ids ids, ByteSink out) {
    out.putByte(
        switch (ids.format()) {
          case HEX_8 -> HEX_8;
          case HEX_16 -> HEX_16;
          case UUID -> UUID;
        });
    out.putVarint(ids.rows());
    for (int row = 0; row < ids.rows(); row++) {
      if (ids.format() != IdFormat.HEX_8) {
        out.putLong(ids.high()[row]);
      }
      out.putLong(ids.low()[row]);
    }
  }

  /// Reads what stands behind the format.
  static ColumnVector.Ids load(int format, ByteSource in) {
    IdFormat known =
        switch (format) {
          case HEX_8 -> IdFormat.HEX_8;
          case HEX_16 -> IdFormat.HEX_16;
          case UUID -> IdFormat.UUID;
          default -> throw in.corrupt("ids of the format " + format);
        };
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
