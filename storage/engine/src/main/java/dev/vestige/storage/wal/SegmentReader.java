package dev.vestige.storage.wal;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Checksums;
import dev.vestige.base.encoding.LittleEndian;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileInput;
import java.util.Optional;

/// Reads one segment, trusting nothing in it: a record is one only if its header has the segment's
/// salt and a right checksum and its bytes lie inside the file. Confined to one thread.
final class SegmentReader implements AutoCloseable {
  private final FileInput input;
  private final SegmentHeader header;
  private byte[] window;
  private long windowStart;
  private int windowLength;

  private long sequence;
  private long durableSequence;
  private int recordLength;
  private int checksum;

  private SegmentReader(FileInput input, SegmentHeader header) {
    this.input = input;
    this.header = header;
    this.window = new byte[(int) Math.min(Limits.WINDOW_BYTES, input.lengthBytes())];
  }

  static SegmentReader open(Directory directory, String name, SegmentHeader header) {
    return new SegmentReader(directory.open(name), header);
  }

  /// The header of a segment, empty when the file does not begin with one of this name.
  static Optional<SegmentHeader> header(Directory directory, String name) {
    try (FileInput input = directory.open(name)) {
      if (input.lengthBytes() < SegmentLayout.HEADER_BYTES) {
        return Optional.empty();
      }
      byte[] bytes = new byte[SegmentLayout.HEADER_BYTES];
      input.read(0, bytes, 0, bytes.length);
      return SegmentHeader.read(bytes)
          .filter(header -> SegmentLayout.name(header.number()).equals(name));
    }
  }

  long lengthBytes() {
    return input.lengthBytes();
  }

  /// Whether a record's header is at this place; it can be asked about then.
  boolean recordAt(long position) {
    long left = lengthBytes() - position - SegmentLayout.RECORD_HEADER_BYTES;
    if (left < 0) {
      return false;
    }
    int at = load(position, SegmentLayout.RECORD_HEADER_BYTES);
    if (LittleEndian.getLong(window, at) != header.salt()
        || LittleEndian.getInt(window, at + 32) != Checksums.crc32c(window, at, 32)) {
      return false;
    }
    sequence = LittleEndian.getLong(window, at + 8);
    durableSequence = LittleEndian.getLong(window, at + 16);
    recordLength = LittleEndian.getInt(window, at + 24);
    checksum = LittleEndian.getInt(window, at + 28);
    return recordLength >= 0
        && recordLength <= left
        && durableSequence <= sequence
        && SegmentLayout.isSequence(sequence);
  }

  long sequence() {
    return sequence;
  }

  /// The records up to here were synced when this one was written.
  long durableSequence() {
    return durableSequence;
  }

  /// Whether this is no record but only says what was synced.
  boolean isMark() {
    return recordLength == 0;
  }

  /// How many bytes the record takes in the file.
  long storedBytes() {
    return SegmentLayout.RECORD_HEADER_BYTES + (long) recordLength;
  }

  /// The bytes of the record at this place, valid until the next call; empty when they are not what
  /// was written.
  Optional<ByteSlice> bytesAt(long position) {
    int at = load(position + SegmentLayout.RECORD_HEADER_BYTES, recordLength);
    return Checksums.crc32c(window, at, recordLength) == checksum
        ? Optional.of(new ByteSlice(window, at, recordLength))
        : Optional.empty();
  }

  /// The first place from the given one on that has a record, -1 when there is none.
  long find(long from) {
    long end = lengthBytes() - SegmentLayout.RECORD_HEADER_BYTES + 1;
    long position = from;
    while (position < end) {
      load(position, SegmentLayout.RECORD_HEADER_BYTES);
      long last = Math.min(end, windowStart + windowLength - Long.BYTES + 1);
      long salted = findSalt(position, last);
      if (salted >= 0 && recordAt(salted)) {
        return salted;
      }
      position = salted >= 0 ? salted + 1 : last;
    }
    return -1;
  }

  private long findSalt(long from, long to) {
    long salt = header.salt();
    int last = (int) (to - windowStart);
    for (int at = (int) (from - windowStart); at < last; at++) {
      if (LittleEndian.getLong(window, at) == salt) {
        return windowStart + at;
      }
    }
    return -1;
  }

  /// Makes a range of the file part of the window, and returns where it begins there.
  private int load(long position, int length) {
    if (position < windowStart || position + length > windowStart + windowLength) {
      if (length > window.length) {
        window = new byte[length];
      }
      int filled = (int) Math.min(window.length, lengthBytes() - position);
      windowLength = 0;
      input.read(position, window, 0, filled);
      windowStart = position;
      windowLength = filled;
    }
    return (int) (position - windowStart);
  }

  @Override
  public void close() {
    input.close();
  }
}
