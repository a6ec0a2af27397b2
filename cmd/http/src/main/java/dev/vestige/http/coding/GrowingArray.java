package dev.vestige.http.coding;

import dev.vestige.base.ByteSlice;
import java.io.IOException;
import java.io.InputStream;

/// An array of [ByteArrays] that is exchanged for a larger one when it is full. Confined to one
/// thread; owns its array until [#slice()] hands it over.
public final class GrowingArray {
  private final ByteArrays arrays;
  private byte[] array;
  private int length;

  public GrowingArray(ByteArrays arrays, int firstLength) {
    this.arrays = arrays;
    this.array = arrays.take(firstLength);
  }

  public int length() {
    return length;
  }

  /// The array to write to from [#length()] on; valid until the next growth.
  public byte[] array() {
    return array;
  }

  public void advance(int count) {
    length += count;
  }

  /// Reads once; false at the end of the stream.
  boolean readFrom(InputStream stream) throws IOException {
    int count = stream.read(array, length, array.length - length);
    if (count < 0) {
      return false;
    }
    length += count;
    return true;
  }

  /// Makes room for at least one byte, and for not many more than `lengthMax` in all.
  void growWhenFull(int lengthMax) {
    if (length == array.length) {
      ensureCapacity((int) Math.min(2L * array.length, lengthMax));
    }
  }

  public void ensureCapacity(int capacity) {
    if (capacity > array.length) {
      byte[] larger = arrays.take(capacity);
      System.arraycopy(array, 0, larger, 0, length);
      arrays.give(array);
      array = larger;
    }
  }

  public ByteSlice slice() {
    return new ByteSlice(array, 0, length);
  }

  public void giveBack() {
    arrays.give(array);
  }
}
