package dev.vestige.storage.wal;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Checksums;
import dev.vestige.base.encoding.LittleEndian;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileOutput;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes one segment. Guarded by the log's lock. After any failure only [#discard()] may be
/// called.
final class SegmentWriter {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);

  private final String name;
  private final SegmentHeader header;
  private final FileOutput output;
  private final ByteBuffer staging;
  private final byte[] recordHeader = new byte[SegmentLayout.RECORD_HEADER_BYTES];
  private long lastSequence;
  private long storedBytes;
  private long syncedBytes;

  private SegmentWriter(String name, SegmentHeader header, FileOutput output, ByteBuffer staging) {
    this.name = name;
    this.header = header;
    this.output = output;
    this.staging = staging;
    this.lastSequence = header.firstSequence() - 1;
  }

  /// Creates a segment that survives a crash. The header is synced before there are records, so one
  /// that cannot be read although bytes follow it is damage and no accident.
  static SegmentWriter create(Directory directory, SegmentHeader header, ByteBuffer staging) {
    String name = SegmentLayout.name(header.number());
    FileOutput output = directory.create(name);
    try {
      output.write(header.toBytes(), 0, SegmentLayout.HEADER_BYTES);
      output.force();
      directory.sync();
    } catch (VestigeException e) {
      output.close();
      throw e;
    }
    SegmentWriter writer = new SegmentWriter(name, header, output, staging.clear());
    writer.storedBytes = SegmentLayout.HEADER_BYTES;
    writer.syncedBytes = SegmentLayout.HEADER_BYTES;
    return writer;
  }

  String name() {
    return name;
  }

  boolean isEmpty() {
    return lastSequence < header.firstSequence();
  }

  /// Bytes up to the end of the last stored record.
  long storedBytes() {
    return storedBytes;
  }

  /// How many of these would not survive a power loss.
  long unsyncedBytes() {
    return storedBytes - syncedBytes;
  }

  /// Adds a record; the operating system has it after [#flush()].
  void write(long sequence, long durableSequence, PendingRecord pending) {
    ByteSlice bytes = pending.bytes();
    writeHeader(sequence, durableSequence, bytes.length(), pending.checksum());
    int at = bytes.offset();
    int end = at + bytes.length();
    while (at < end) {
      if (!staging.hasRemaining()) {
        writeStaged();
      }
      int length = Math.min(end - at, staging.remaining());
      staging.put(bytes.array(), at, length);
      at += length;
    }
  }

  private void writeHeader(long sequence, long durableSequence, int length, int checksum) {
    LittleEndian.putLong(recordHeader, 0, header.salt());
    LittleEndian.putLong(recordHeader, 8, sequence);
    LittleEndian.putLong(recordHeader, 16, durableSequence);
    LittleEndian.putInt(recordHeader, 24, length);
    LittleEndian.putInt(recordHeader, 28, checksum);
    LittleEndian.putInt(recordHeader, 32, Checksums.crc32c(recordHeader, 0, 32));
    if (staging.remaining() < recordHeader.length) {
      writeStaged();
    }
    staging.put(recordHeader);
  }

  private void writeStaged() {
    output.write(staging.flip());
    staging.clear();
  }

  /// Hands what was added to the operating system.
  void flush() {
    writeStaged();
  }

  /// Syncs what was handed over, and returns how many bytes that were.
  long force() {
    output.force();
    long bytes = output.position() - syncedBytes;
    syncedBytes += bytes;
    return bytes;
  }

  /// Counts what was handed over as stored.
  void commit(long sequence) {
    storedBytes = output.position();
    lastSequence = sequence;
  }

  /// Ends the file with the note that all of it was synced. The segment is complete without the
  /// note, so a failure of it is no failure.
  void close() {
    try (output) {
      writeHeader(lastSequence, lastSequence, 0, 0);
      writeStaged();
      output.force();
      storedBytes = output.position();
    }
  }

  /// Gives the file up after a failure.
  void discard() {
    try {
      output.close();
    } catch (VestigeException e) {
      LOG.warn("cannot close write-ahead log segment {}", name, e);
    }
  }

  Segment toSegment() {
    return new Segment(
        name, header.firstSequence(), lastSequence, storedBytes, header.createdNanos());
  }
}
