package dev.vestige.storage.wal;

import dev.vestige.base.encoding.Checksums;
import dev.vestige.base.encoding.LittleEndian;
import java.util.Optional;

/// The first bytes of a segment.
///
/// @param salt a random number that every record of the segment repeats, so that no bytes a client
///   can send look like a record
/// @param number the segment's, as in its name
/// @param firstSequence of its first record; records of earlier segments from this number on are
///   void
/// @param createdNanos since the epoch
record SegmentHeader(long salt, long number, long firstSequence, long createdNanos) {
  byte[] toBytes() {
    byte[] bytes = new byte[SegmentLayout.HEADER_BYTES];
    LittleEndian.putInt(bytes, 0, SegmentLayout.MAGIC);
    LittleEndian.putInt(bytes, 4, SegmentLayout.VERSION);
    LittleEndian.putLong(bytes, 8, salt);
    LittleEndian.putLong(bytes, 16, number);
    LittleEndian.putLong(bytes, 24, firstSequence);
    LittleEndian.putLong(bytes, 32, createdNanos);
    LittleEndian.putInt(bytes, 44, Checksums.crc32c(bytes, 0, 44));
    return bytes;
  }

  /// Empty when these are not the bytes of a header.
  static Optional<SegmentHeader> read(byte[] bytes) {
    if (LittleEndian.getInt(bytes, 0) != SegmentLayout.MAGIC
        || LittleEndian.getInt(bytes, 4) != SegmentLayout.VERSION
        || LittleEndian.getInt(bytes, 44) != Checksums.crc32c(bytes, 0, 44)) {
      return Optional.empty();
    }
    SegmentHeader header =
        new SegmentHeader(
            LittleEndian.getLong(bytes, 8),
            LittleEndian.getLong(bytes, 16),
            LittleEndian.getLong(bytes, 24),
            LittleEndian.getLong(bytes, 32));
    return Optional.of(header).filter(it -> SegmentLayout.isSequence(it.firstSequence));
  }
}
