package dev.vestige.storage.backup;

import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileInput;
import dev.vestige.base.io.FileOutput;
import java.util.zip.CRC32C;

/// Copies files and reads them back. A copy gets its name when all of it is on the disk, so what
/// has a name is whole. Used by one thread.
final class FileCopy {
  static final String UNFINISHED = ".new";

  private final Pace pace;
  private final byte[] chunk = new byte[Limits.CHUNK_BYTES];

  /// @param bytesPerSecond 0 for as fast as it goes
  FileCopy(long bytesPerSecond) {
    pace = new Pace(bytesPerSecond);
  }

  /// Says by the checksum of the bytes which name they get.
  interface Naming {
    String name(int checksum);
  }

  /// Copies a file, syncs it and reads it back.
  ///
  /// @param draft the name until it is whole
  /// @return the CRC32C of the bytes
  int copy(Directory from, String name, Directory to, String draft, Naming naming) {
    if (to.exists(draft)) {
      to.delete(draft);
    }
    int checksum = write(from, name, to, draft);
    int found = checksum(to, draft);
    if (found != checksum) {
      throw VestigeException.corrupt(
          "reading back %s/%s: expected the checksum %08x, found %08x"
              .formatted(to.location(), draft, checksum, found));
    }
    to.rename(draft, naming.name(checksum));
    to.sync();
    return checksum;
  }

  private int write(Directory from, String name, Directory to, String draft) {
    CRC32C checksum = new CRC32C();
    try (FileInput input = from.open(name);
        FileOutput output = to.create(draft)) {
      long length = input.lengthBytes();
      for (long at = 0; at < length; at += chunk.length) {
        int count = (int) Math.min(chunk.length, length - at);
        input.read(at, chunk, 0, count);
        checksum.update(chunk, 0, count);
        output.write(chunk, 0, count);
        pace.spend(count);
      }
      output.force();
    }
    return (int) checksum.getValue();
  }

  /// The CRC32C of a file.
  int checksum(Directory directory, String name) {
    CRC32C checksum = new CRC32C();
    try (FileInput input = directory.open(name)) {
      long length = input.lengthBytes();
      for (long at = 0; at < length; at += chunk.length) {
        int count = (int) Math.min(chunk.length, length - at);
        input.read(at, chunk, 0, count);
        checksum.update(chunk, 0, count);
      }
    }
    return (int) checksum.getValue();
  }

  /// The CRC32C of the end of a file.
  int trailChecksum(Directory directory, String name) {
    CRC32C checksum = new CRC32C();
    try (FileInput input = directory.open(name)) {
      int count = (int) Math.min(Limits.TRAIL_BYTES, input.lengthBytes());
      input.read(input.lengthBytes() - count, chunk, 0, count);
      checksum.update(chunk, 0, count);
    }
    return (int) checksum.getValue();
  }
}
