package dev.vestige.storage.engine;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileInput;
import dev.vestige.base.io.FileOutput;
import dev.vestige.storage.part.PartSummary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// What the store consists of: the live parts, how far the write-ahead log is covered by them, and
/// the next part's number. Written whole and put in place by a rename, so that a crash leaves the
/// old one or the new one.
///
/// Layout: magic, version, covered sequence, next part number, number of parts, per part the day,
/// the sized name, rows, traces, minimum and maximum time, size; then the CRC32C of all of it.
record Manifest(long coveredSequence, long nextPart, List<Entry> parts) {
  static final String NAME = "manifest";
  private static final String NEW_NAME = "manifest.new";
  private static final long MAGIC = 0x4E41_4D54_5345_5631L;
  private static final int VERSION = 1;
  private static final int SIZE_MAX = 64 << 20;
  private static final int NAME_BYTES_MAX = 64;

  static final Manifest EMPTY = new Manifest(0, 1, List.of());

  /// A live part.
  record Entry(Day day, PartSummary part) {}

  void write(Directory directory) {
    ByteSink out = new ByteSink(4096);
    out.putLong(MAGIC);
    out.putInt(VERSION);
    out.putLong(coveredSequence);
    out.putLong(nextPart);
    out.putInt(parts.size());
    for (Entry entry : parts) {
      out.putLong(entry.day.epochDay());
      byte[] name = entry.part.name().getBytes(StandardCharsets.UTF_8);
      out.putInt(name.length);
      out.putBytes(name);
      out.putLong(entry.part.rows());
      out.putLong(entry.part.traces());
      out.putLong(entry.part.minTimeNanos());
      out.putLong(entry.part.maxTimeNanos());
      out.putLong(entry.part.sizeBytes());
    }
    out.putInt(checksum(out.array(), out.position()));
    if (directory.exists(NEW_NAME)) {
      directory.delete(NEW_NAME);
    }
    try (FileOutput file = directory.create(NEW_NAME)) {
      file.write(out.array(), 0, out.position());
      file.force();
    }
    directory.rename(NEW_NAME, NAME);
    directory.sync();
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  /// The manifest of a store, the empty one when there is none yet.
  static Manifest read(Directory directory) {
    if (!directory.exists(NAME)) {
      return EMPTY;
    }
    byte[] bytes;
    try (FileInput file = directory.open(NAME)) {
      if (file.lengthBytes() > SIZE_MAX || file.lengthBytes() < 36) {
        throw corrupt(directory, "it has " + file.lengthBytes() + " bytes");
      }
      bytes = new byte[(int) file.lengthBytes()];
      file.read(0, bytes, 0, bytes.length);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt(bytes.length - 4) != checksum(bytes, bytes.length - 4)) {
      throw corrupt(directory, "its checksum does not match");
    }
    if (in.getLong() != MAGIC) {
      throw corrupt(directory, "it does not begin as a manifest");
    }
    int version = in.getInt();
    if (version != VERSION) {
      throw corrupt(directory, "it has version " + version + ", expected " + VERSION);
    }
    try {
      return readBody(in);
    } catch (java.nio.BufferUnderflowException _) {
      throw corrupt(directory, "it ends too early");
    }
  }

  private static Manifest readBody(ByteBuffer in) {
    long covered = in.getLong();
    long next = in.getLong();
    int count = in.getInt();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Day day = new Day(in.getLong());
      byte[] name = new byte[Math.clamp(in.getInt(), 0, NAME_BYTES_MAX)];
      in.get(name);
      PartSummary part =
          new PartSummary(
              new String(name, StandardCharsets.UTF_8),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLong());
      entries.add(new Entry(day, part));
    }
    return new Manifest(covered, next, entries);
  }

  private static VestigeException corrupt(Directory directory, String what) {
    return VestigeException.corrupt(
        "cannot read the manifest in " + directory.location() + ": " + what);
  }
}
