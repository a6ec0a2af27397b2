package dev.vestige.http.coding;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;

/// How far compressed bytes may expand: to `bytesMax`, and beyond `ratioFreeBytes` to no more than
/// `ratioMax` times their own length, so that a small request cannot make a large one.
public record ExpansionLimit(long bytesMax, long ratioFreeBytes, int ratioMax) {
  /// The most bytes that so many compressed bytes may become.
  int of(int compressedLength) {
    long byRatio = Math.max(ratioFreeBytes, (long) ratioMax * compressedLength);
    return (int) Math.min(Math.min(bytesMax, byRatio), Integer.MAX_VALUE - 16);
  }

  VestigeException exceededBy(int compressedLength) {
    boolean bySize = of(compressedLength) >= bytesMax;
    return new VestigeException(
        ErrorKind.TOO_LARGE,
        bySize
            ? "the body expands to more than the limit of " + bytesMax + " bytes"
            : "the body of "
                + compressedLength
                + " bytes expands more than "
                + ratioMax
                + "-fold, which no real data does");
  }
}
