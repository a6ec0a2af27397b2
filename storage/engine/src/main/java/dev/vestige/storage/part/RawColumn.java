package dev.vestige.storage.part;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ValueText;
import dev.vestige.storage.ValueType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The values of a block's column that has no dictionary, decoded but still in their stored form.
/// Value v is the v-th row that has one.
final class RawColumn {
  private final int form;
  private final int count;

  /// The type of each value, or the one of all of them.
  private final byte[] types;

  private final long[] first;
  private final long[] second;
  private final int scale;
  private final int[] offsets;
  private final byte[] bytes;

  private RawColumn(
      int form,
      int count,
      byte[] types,
      long[] first,
      long[] second,
      int scale,
      int[] offsets,
      byte[] bytes) {
    this.form = form;
    this.count = count;
    this.types = types;
    this.first = first;
    this.second = second;
    this.scale = scale;
    this.offsets = offsets;
    this.bytes = bytes;
  }

  static RawColumn read(ChunkSource in, PlaneCodec planes, int count) {
    return read(in, planes, count, 0, count);
  }

  /// Reads of a column of `count` values those from `from` to before `to`; value 0 is the first of
  /// them.
  static RawColumn read(ChunkSource in, PlaneCodec planes, int count, int from, int to) {
    int form = in.unsignedByte();
    byte[] types =
        form == PartFormat.VALUES_MIXED
            ? planes.unpackBytes(in, count, from, to)
            : new byte[] {(byte) in.unsignedByte()};
    int scale = form == PartFormat.VALUES_DECIMALS ? in.planes(PlainForms.DECIMAL_SCALE_MAX) : 0;
    if (form == PartFormat.VALUES_MIXED || form == PartFormat.VALUES_BYTES) {
      return readBytes(in, planes, form, types, count, from, to);
    }
    if (form > PartFormat.VALUES_HEX) {
      throw in.corrupt("unknown form of values " + form);
    }
    long[] first = new long[to - from];
    planes.unpackLongs(in, first, count, from, to);
    long[] second = new long[form == PartFormat.VALUES_UUID ? to - from : 0];
    if (form == PartFormat.VALUES_UUID) {
      planes.unpackLongs(in, second, count, from, to);
    }
    return new RawColumn(form, to - from, types, first, second, scale, new int[0], new byte[0]);
  }

  /// Reads a column of which only the values at some places are wanted, so that value i is the one
  /// at `places[i]`; there is none for a negative place. Empty where that is not simpler than
  /// reading all: texts stand one behind the other.
  static Optional<RawColumn> pick(ChunkSource in, PlaneCodec planes, int count, int[] places) {
    int form = in.again().unsignedByte();
    if (form == PartFormat.VALUES_MIXED
        || form == PartFormat.VALUES_BYTES
        || form > PartFormat.VALUES_HEX) {
      return Optional.empty();
    }
    var _ = in.unsignedByte();
    byte[] types = {(byte) in.unsignedByte()};
    int scale = form == PartFormat.VALUES_DECIMALS ? in.planes(PlainForms.DECIMAL_SCALE_MAX) : 0;
    long[] first = new long[places.length];
    planes.pickLongs(in, count, places, first);
    long[] second = new long[form == PartFormat.VALUES_UUID ? places.length : 0];
    if (form == PartFormat.VALUES_UUID) {
      planes.pickLongs(in, count, places, second);
    }
    return Optional.of(
        new RawColumn(form, places.length, types, first, second, scale, new int[0], new byte[0]));
  }

  private static RawColumn readBytes(
      ChunkSource in, PlaneCodec planes, int form, byte[] types, int count, int from, int to) {
    int[] ends = new int[to + 1];
    planes.unpackInts(in, ends, count, 0, to);
    int size = in.count(Integer.MAX_VALUE - 64, "bytes of values");
    int[] offsets = from == 0 ? ends : new int[to - from + 1];
    int start = 0;
    int position = 0;
    for (int i = 0; i < to; i++) {
      int length = ends[i];
      if (length < 0 || length > size - position) {
        throw in.corrupt("value " + i + " of " + length + " bytes in " + size);
      }
      if (i == from) {
        start = position;
      }
      if (i >= from) {
        offsets[i - from] = position - start;
      }
      position += length;
    }
    offsets[to - from] = from < to ? position - start : 0;
    byte[] bytes = from < to ? planes.unpackBytes(in, size, start, position) : new byte[0];
    return new RawColumn(form, to - from, types, new long[0], new long[0], 0, offsets, bytes);
  }

  /// Values of these types and bytes, which must not be changed; those of value i begin at
  /// `offsets[i]`.
  static RawColumn ofBytes(byte[] types, int[] offsets, byte[] bytes) {
    return new RawColumn(
        PartFormat.VALUES_MIXED,
        types.length,
        types,
        new long[0],
        new long[0],
        0,
        offsets,
        bytes);
  }

  int count() {
    return count;
  }

  int typeCode(int value) {
    return types[types.length == 1 ? 0 : value];
  }

  /// The number of an `INT` value.
  long number(int value) {
    if (form == PartFormat.VALUES_MIXED || form == PartFormat.VALUES_BYTES) {
      PlainForms.requireLong(offsets[value + 1] - offsets[value]);
      return PlainForms.readLong(bytes, offsets[value]);
    }
    return first[value];
  }

  /// Appends the value's bytes as a batch keeps them.
  void appendRaw(int value, ByteSink out) {
    switch (form) {
      case PartFormat.VALUES_LONGS, PartFormat.VALUES_DOUBLES -> out.putLong(first[value]);
      case PartFormat.VALUES_DECIMALS ->
          out.putLong(Double.doubleToRawLongBits(PlainForms.decimal(first[value], scale)));
      case PartFormat.VALUES_BYTES, PartFormat.VALUES_MIXED ->
          out.putBytes(bytes, offsets[value], offsets[value + 1] - offsets[value]);
      default -> appendText(value, out);
    }
  }

  /// Appends what LogsQL shows of a value.
  void appendText(int value, ByteSink out) {
    switch (form) {
      case PartFormat.VALUES_LONGS -> ValueText.appendLong(first[value], out);
      case PartFormat.VALUES_DECIMALS ->
          ValueText.appendDouble(PlainForms.decimal(first[value], scale), out);
      case PartFormat.VALUES_DOUBLES ->
          ValueText.appendDouble(Double.longBitsToDouble(first[value]), out);
      case PartFormat.VALUES_IPV4 -> ValueText.appendIpv4((int) first[value], out);
      case PartFormat.VALUES_UUID ->
          dev.vestige.storage.IdText.appendUuid(first[value], second[value], out);
      case PartFormat.VALUES_HEX -> ValueText.appendAscii(Long.toHexString(first[value]), out);
      default -> {
        ValueType type = ValueType.ofCode(typeCode(value));
        if (type != ValueType.KVLIST) {
          ValueText.append(type, bytes, offsets[value], offsets[value + 1], out);
        }
      }
    }
  }

  /// The LogsQL view; `present` tells which of `rows` rows have a value, null that all do.
  ColumnVector vector(@Nullable Bitmap present, int rows) {
    return switch (form) {
      case PartFormat.VALUES_LONGS ->
          new ColumnVector.Longs(
              spread(first, present, rows), present, rows, ColumnVector.Longs.NumberFormat.DECIMAL);
      case PartFormat.VALUES_IPV4 ->
          new ColumnVector.Longs(
              spread(first, present, rows), present, rows, ColumnVector.Longs.NumberFormat.IPV4);
      case PartFormat.VALUES_HEX ->
          new ColumnVector.Longs(
              spread(first, present, rows), present, rows, ColumnVector.Longs.NumberFormat.HEX);
      case PartFormat.VALUES_UUID ->
          new ColumnVector.Ids(
              spread(first, present, rows),
              spread(second, present, rows),
              rows,
              ColumnVector.Ids.IdFormat.UUID);
      case PartFormat.VALUES_DECIMALS, PartFormat.VALUES_DOUBLES ->
          new ColumnVector.Doubles(doubles(present, rows), present, rows);
      default -> texts(present, rows);
    };
  }

  private static long[] spread(long[] dense, @Nullable Bitmap present, int rows) {
    if (present == null) {
      return dense;
    }
    long[] spread = new long[rows];
    int value = 0;
    for (int row = present.nextSet(0); row >= 0; row = present.nextSet(row + 1)) {
      spread[row] = dense[value++];
    }
    return spread;
  }

  private double[] doubles(@Nullable Bitmap present, int rows) {
    long[] spread = spread(first, present, rows);
    double[] doubles = new double[rows];
    for (int row = 0; row < rows; row++) {
      doubles[row] =
          form == PartFormat.VALUES_DECIMALS
              ? PlainForms.decimal(spread[row], scale)
              : Double.longBitsToDouble(spread[row]);
    }
    return doubles;
  }

  private ColumnVector texts(@Nullable Bitmap present, int rows) {
    boolean plain = isPlainText();
    ByteSink text = new ByteSink(plain ? 16 : bytes.length + 16);
    int[] ends = new int[rows + 1];
    int value = 0;
    for (int row = 0; row < rows; row++) {
      if (present == null || present.get(row)) {
        if (!plain) {
          appendText(value, text);
        }
        value++;
      }
      ends[row + 1] = plain ? offsets[value] : text.position();
    }
    return new ColumnVector.Texts(plain ? bytes : text.toByteArray(), ends, rows);
  }

  private boolean isPlainText() {
    for (int value = 0; value < count; value++) {
      if (ValueType.ofCode(typeCode(value)) != ValueType.STRING
          || offsets[value] == offsets[value + 1]) {
        return false;
      }
    }
    return true;
  }
}
