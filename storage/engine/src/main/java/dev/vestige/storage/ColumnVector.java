package dev.vestige.storage;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The values of one field for the rows of a block. To LogsQL every value is a text and a missing
/// value is the empty text; the variants say how the texts are kept, so that work can be done once
/// per dictionary entry or on numbers. Readers switch on the variant once per block and then loop
/// over its arrays, which they must not write to. Immutable.
public sealed interface ColumnVector {
  int rows();

  boolean isEmpty(int row);

  /// Appends the text of a row's value; nothing when it is missing.
  void appendText(int row, ByteSink out);

  /// The same text in every row; the empty text when no row has the field.
  record Constant(int rows, ByteSlice text) implements ColumnVector {
    @Override
    public boolean isEmpty(int row) {
      return text.isEmpty();
    }

    @Override
    public void appendText(int row, ByteSink out) {
      out.putBytes(text.array(), text.offset(), text.length());
    }
  }

  /// Codes into a dictionary. Two codes may have the same text, and entries may go unused.
  final class Coded implements ColumnVector {
    private final Dictionary dictionary;
    private final int[] codes;
    private final int rows;

    /// `codes` may be longer than `rows`.
    public Coded(Dictionary dictionary, int[] codes, int rows) {
      this.dictionary = dictionary;
      this.codes = codes;
      this.rows = rows;
    }

    public Dictionary dictionary() {
      return dictionary;
    }

    public int[] codes() {
      return codes;
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public boolean isEmpty(int row) {
      return dictionary.isEmpty(codes[row]);
    }

    @Override
    public void appendText(int row, ByteSink out) {
      dictionary.appendText(codes[row], out);
    }
  }

  /// Whole numbers, printed by format.
  final class Longs implements ColumnVector {
    /// How a number is written.
    public enum NumberFormat {
      DECIMAL(0),
      UNSIGNED(1),
      /// Nanoseconds since the epoch as RFC 3339, UTC, up to nine fraction digits.
      TIME(2),
      /// Four bytes as four decimal numbers with dots between.
      IPV4(3),
      /// Unsigned, in lower-case hex digits without leading zeros.
      HEX(4);

      private final int code;

      NumberFormat(int code) {
        this.code = code;
      }

      /// The number of the format where it is written down: its place among the values.
      public int code() {
        return code;
      }

      /// The format of a number; empty when there is none.
      public static Optional<NumberFormat> of(int code) {
        return Arrays.stream(values()).filter(format -> format.code == code).findFirst();
      }
    }

    private final long[] values;
    private final @Nullable Bitmap present;
    private final int rows;
    private final NumberFormat format;

    /// Rows outside `present` are missing; null means that all are present.
    public Longs(long[] values, @Nullable Bitmap present, int rows, NumberFormat format) {
      this.values = values;
      this.present = present;
      this.rows = rows;
      this.format = format;
    }

    public long[] values() {
      return values;
    }

    public @Nullable Bitmap present() {
      return present;
    }

    public NumberFormat format() {
      return format;
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public boolean isEmpty(int row) {
      return present != null && !present.get(row);
    }

    @Override
    public void appendText(int row, ByteSink out) {
      if (isEmpty(row)) {
        return;
      }
      switch (format) {
        case DECIMAL -> ValueText.appendLong(values[row], out);
        case UNSIGNED -> ValueText.appendUnsigned(values[row], out);
        case TIME -> TimeText.append(values[row], out);
        case IPV4 -> ValueText.appendIpv4((int) values[row], out);
        case HEX -> ValueText.appendAscii(Long.toHexString(values[row]), out);
      }
    }
  }

  /// Floating point numbers, written as [ValueText#appendDouble] does.
  final class Doubles implements ColumnVector {
    private final double[] values;
    private final @Nullable Bitmap present;
    private final int rows;

    public Doubles(double[] values, @Nullable Bitmap present, int rows) {
      this.values = values;
      this.present = present;
      this.rows = rows;
    }

    public double[] values() {
      return values;
    }

    public @Nullable Bitmap present() {
      return present;
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public boolean isEmpty(int row) {
      return present != null && !present.get(row);
    }

    @Override
    public void appendText(int row, ByteSink out) {
      if (!isEmpty(row)) {
        ValueText.appendDouble(values[row], out);
      }
    }
  }

  /// Ids of 8 or 16 bytes, written as lower-case hex or, with 16 bytes, as a UUID with dashes. An
  /// id of zeros is missing.
  final class Ids implements ColumnVector {
    /// How an id is written.
    public enum IdFormat {
      HEX_8(0),
      HEX_16(1),
      UUID(2);

      private final int code;

      IdFormat(int code) {
        this.code = code;
      }

      /// The number of the format where it is written down: its place among the values.
      public int code() {
        return code;
      }

      /// The format of a number; empty when there is none.
      public static Optional<IdFormat> of(int code) {
        return Arrays.stream(values()).filter(format -> format.code == code).findFirst();
      }
    }

    private final long[] high;
    private final long[] low;
    private final int rows;
    private final IdFormat format;

    /// For 8-byte ids the id is in `low` and `high` is not read.
    public Ids(long[] high, long[] low, int rows, IdFormat format) {
      this.high = high;
      this.low = low;
      this.rows = rows;
      this.format = format;
    }

    public long[] high() {
      return high;
    }

    public long[] low() {
      return low;
    }

    public IdFormat format() {
      return format;
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public boolean isEmpty(int row) {
      return low[row] == 0 && (format == IdFormat.HEX_8 || high[row] == 0);
    }

    @Override
    public void appendText(int row, ByteSink out) {
      if (isEmpty(row)) {
        return;
      }
      switch (format) {
        case HEX_8 -> IdText.append(low[row], out);
        case HEX_16 -> {
          IdText.append(high[row], out);
          IdText.append(low[row], out);
        }
        case UUID -> IdText.appendUuid(high[row], low[row], out);
      }
    }
  }

  /// Any texts, one after another.
  final class Texts implements ColumnVector {
    private final byte[] bytes;
    private final int[] offsets;
    private final int rows;

    /// Row r's text is `bytes[offsets[r] .. offsets[r + 1])`.
    public Texts(byte[] bytes, int[] offsets, int rows) {
      this.bytes = bytes;
      this.offsets = offsets;
      this.rows = rows;
    }

    public byte[] bytes() {
      return bytes;
    }

    public int[] offsets() {
      return offsets;
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public boolean isEmpty(int row) {
      return offsets[row] == offsets[row + 1];
    }

    @Override
    public void appendText(int row, ByteSink out) {
      out.putBytes(bytes, offsets[row], offsets[row + 1] - offsets[row]);
    }
  }
}
