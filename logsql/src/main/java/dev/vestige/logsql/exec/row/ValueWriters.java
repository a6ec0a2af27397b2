package dev.vestige.logsql.exec.row;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.Hashing;
import dev.vestige.storage.TerminalColors;
import dev.vestige.storage.ValueText;

/// The shortest of the [ValueWriter]s.
final class ValueWriters {
  /// What of a hash a double holds exactly.
  private static final long LOW_53_BITS = (1L << 53) - 1;

  private ValueWriters() {}

  /// `decolorize`.
  static void withoutColors(byte[] bytes, int from, int to, ByteSink out) {
    ByteSlice plain = TerminalColors.strip(bytes, from, to - from);
    out.putBytes(plain.array(), plain.offset(), plain.length());
  }

  /// `hash`.
  static void hash(byte[] bytes, int from, int to, ByteSink out) {
    ValueText.appendLong(Hashing.xxh64(bytes, from, to - from) & LOW_53_BITS, out);
  }

  /// `len`.
  static void length(byte[] bytes, int from, int to, ByteSink out) {
    ValueText.appendLong(to - from, out);
  }

  /// `json_array_len`.
  static void arrayLength(byte[] bytes, int from, int to, ByteSink out) {
    int elements = 0;
    if (JsonArray.isArray(bytes, from, to)) {
      JsonArray array = new JsonArray(bytes, from, to);
      while (array.next()) {
        elements++;
      }
    }
    ValueText.appendLong(elements, out);
  }
}
