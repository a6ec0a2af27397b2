package dev.vestige.storage;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;

/// Numbered texts shared by the blocks of one part and field: the same object for each of them, so
/// that what was computed per entry can be kept per dictionary. Two entries may have the same text.
/// Immutable.
public final class Dictionary {
  private final byte[] bytes;
  private final int[] offsets;

  /// Entry i is `bytes[offsets[i] .. offsets[i + 1])`.
  public Dictionary(byte[] bytes, int[] offsets) {
    this.bytes = bytes;
    this.offsets = offsets;
  }

  public int size() {
    return offsets.length - 1;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int[] offsets() {
    return offsets;
  }

  public boolean isEmpty(int code) {
    return offsets[code] == offsets[code + 1];
  }

  public ByteSlice text(int code) {
    return new ByteSlice(bytes, offsets[code], offsets[code + 1] - offsets[code]);
  }

  public void appendText(int code, ByteSink out) {
    out.putBytes(bytes, offsets[code], offsets[code + 1] - offsets[code]);
  }
}
