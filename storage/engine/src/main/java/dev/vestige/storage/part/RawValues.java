package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ValueType;

/// Writes the values of a block that repeat too little for a dictionary: as numbers where all of
/// them are (or read as) numbers of one form, else as bytes. Confined to one thread.
final class RawValues {
  private final PlaneCodec planes;
  private final ByteSink bytes = new ByteSink(1 << 16);
  private long[] first = new long[0];
  private long[] second = new long[0];
  private int[] lengths = new int[0];
  private byte[] types = new byte[0];

  RawValues(PlaneCodec planes) {
    this.planes = planes;
  }

  /// Returns the form that they got.
  int write(ValuePool pool, Cells cells, int from, int to, ByteSink chunk) {
    int start = chunk.position();
    writeForm(pool, cells, from, to, chunk);
    return chunk.array()[start];
  }

  private void writeForm(ValuePool pool, Cells cells, int from, int to, ByteSink chunk) {
    int count = to - from;
    if (first.length < count) {
      first = new long[count];
      second = new long[count];
      lengths = new int[count];
      types = new byte[count];
    }
    if (!oneType(pool, cells, from, to)) {
      writeMixed(pool, cells, from, to, chunk);
      return;
    }
    int type = pool.type(cells.value(from));
    switch (ValueType.ofCode(type)) {
      case INT -> {
        chunk.putByte(PartFormat.VALUES_LONGS);
        chunk.putByte(type);
        readNumbers(pool, cells, from, to);
        planes.packLongs(first, 0, count, chunk);
      }
      case DOUBLE -> writeDoubles(pool, cells, from, to, type, chunk);
      case STRING -> writeStrings(pool, cells, from, to, type, chunk);
      case ABSENT, NULL, BOOL, BYTES, ARRAY, KVLIST ->
          writeBytes(pool, cells, from, to, type, chunk);
    }
  }

  private static boolean oneType(ValuePool pool, Cells cells, int from, int to) {
    int type = pool.type(cells.value(from));
    for (int at = from + 1; at < to; at++) {
      if (pool.type(cells.value(at)) != type) {
        return false;
      }
    }
    return true;
  }

  private void readNumbers(ValuePool pool, Cells cells, int from, int to) {
    for (int at = from; at < to; at++) {
      first[at - from] = PlainForms.readLong(pool.bytes(), pool.start(cells.value(at)));
    }
  }

  private void writeDoubles(
      ValuePool pool, Cells cells, int from, int to, int type, ByteSink chunk) {
    int count = to - from;
    readNumbers(pool, cells, from, to);
    int scale = PlainForms.decimals(first, second, count);
    if (scale >= 0) {
      chunk.putByte(PartFormat.VALUES_DECIMALS);
      chunk.putByte(type);
      chunk.putByte(scale);
      planes.packLongs(second, 0, count, chunk);
    } else {
      chunk.putByte(PartFormat.VALUES_DOUBLES);
      chunk.putByte(type);
      planes.packLongs(first, 0, count, chunk);
    }
  }

  private void writeStrings(
      ValuePool pool, Cells cells, int from, int to, int type, ByteSink chunk) {
    int count = to - from;
    int form = form(pool, cells, from, to);
    chunk.putByte(form);
    if (form == PartFormat.VALUES_BYTES) {
      writeBytesBody(pool, cells, from, to, type, chunk);
      return;
    }
    chunk.putByte(type);
    planes.packLongs(first, 0, count, chunk);
    if (form == PartFormat.VALUES_UUID) {
      planes.packLongs(second, 0, count, chunk);
    }
  }

  /// The form that every value has; its numbers are then in `first` and `second`.
  private int form(ValuePool pool, Cells cells, int from, int to) {
    int value = cells.value(from);
    byte[] source = pool.bytes();
    int form = PlainForms.guess(source, pool.start(value), pool.end(value));
    for (int at = from; at < to && form != PartFormat.VALUES_BYTES; at++) {
      int id = cells.value(at);
      if (!PlainForms.read(form, source, pool.start(id), pool.end(id), first, second, at - from)) {
        return PartFormat.VALUES_BYTES;
      }
    }
    return form;
  }

  private void writeBytes(ValuePool pool, Cells cells, int from, int to, int type, ByteSink chunk) {
    chunk.putByte(PartFormat.VALUES_BYTES);
    writeBytesBody(pool, cells, from, to, type, chunk);
  }

  private void writeBytesBody(
      ValuePool pool, Cells cells, int from, int to, int type, ByteSink chunk) {
    chunk.putByte(type);
    writeTexts(pool, cells, from, to, chunk);
  }

  private void writeMixed(ValuePool pool, Cells cells, int from, int to, ByteSink chunk) {
    chunk.putByte(PartFormat.VALUES_MIXED);
    for (int at = from; at < to; at++) {
      types[at - from] = (byte) pool.type(cells.value(at));
    }
    planes.packBytes(types, 0, to - from, chunk);
    writeTexts(pool, cells, from, to, chunk);
  }

  private void writeTexts(ValuePool pool, Cells cells, int from, int to, ByteSink chunk) {
    bytes.clear();
    for (int at = from; at < to; at++) {
      int value = cells.value(at);
      int length = pool.length(value);
      lengths[at - from] = length;
      bytes.putBytes(pool.bytes(), pool.start(value), length);
    }
    planes.packInts(lengths, 0, to - from, chunk);
    chunk.putVarint(bytes.position());
    planes.packBytes(bytes.array(), 0, bytes.position(), chunk);
  }
}
