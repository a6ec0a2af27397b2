package dev.vestige.storage;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;

/// A numbered list of typed values; number 0 is always the absent value. Immutable.
public final class ValueTable {
  private final byte[] types;
  private final int[] offsets;
  private final byte[] bytes;

  /// Takes the arrays over: `types` has a code per value, `offsets` one more entry than `types`.
  ValueTable(byte[] types, int[] offsets, byte[] bytes) {
    this.types = types;
    this.offsets = offsets;
    this.bytes = bytes;
  }

  public int size() {
    return types.length;
  }

  public ValueType type(int code) {
    return ValueType.ofCode(types[code]);
  }

  /// The type's code with its leaf bit.
  public int typeCode(int code) {
    return types[code];
  }

  public boolean isLeaf(int code) {
    return ValueType.isLeaf(types[code]);
  }

  public ByteSlice raw(int code) {
    return new ByteSlice(bytes, offsets[code], offsets[code + 1] - offsets[code]);
  }

  public int start(int code) {
    return offsets[code];
  }

  public int end(int code) {
    return offsets[code + 1];
  }

  /// The bytes that [#start(int)] and [#end(int)] point into; not to be written.
  public byte[] bytes() {
    return bytes;
  }

  /// Eight bytes as a number, for `INT` and (as bits) `DOUBLE`.
  public long number(int code) {
    return ValueText.readLong(bytes, offsets[code]);
  }

  /// Appends what LogsQL shows of the value.
  public void appendText(int code, ByteSink out) {
    ValueText.append(ValueType.ofCode(types[code]), bytes, offsets[code], offsets[code + 1], out);
  }

  /// Whether the raw bytes are also the text, so that no conversion is needed.
  public boolean isPlainText(int code) {
    return ValueType.ofCode(types[code]) == ValueType.STRING && offsets[code] != offsets[code + 1];
  }

  /// Bytes of memory held.
  public long sizeBytes() {
    return types.length + 4L * offsets.length + bytes.length;
  }

  byte[] types() {
    return types;
  }

  int[] offsets() {
    return offsets;
  }
}
