package dev.vestige.storage.engine;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.encoding.Checksums;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileInput;
import dev.vestige.base.io.FileOutput;

/// A file that is written whole and read whole, with a checksum at its end. It is put in place by a
/// rename, so that a crash leaves the one before it, or none.
final class SmallFile {
  /// The end of the name of a file that is being written.
  static final String NEW = ".new";

  private static final int CHECKSUM_BYTES = 4;

  private SmallFile() {}

  /// Writes a file; it survives a crash when this returns. Nobody else may write to the name.
  static void write(Directory directory, String name, ByteSink content) {
    content.putInt(Checksums.crc32c(content.array(), 0, content.position()));
    String newName = name + NEW;
    if (directory.exists(newName)) {
      directory.delete(newName);
    }
    try (FileOutput file = directory.create(newName)) {
      file.write(content.array(), 0, content.position());
      file.force();
    }
    directory.rename(newName, name);
    directory.sync();
  }

  /// Reads a file.
  ///
  /// @throws VestigeException CORRUPT when it is not what was written
  static ByteSource read(Directory directory, String name, long bytesMax) {
    String what = name + " in " + directory.location();
    try (FileInput file = directory.open(name)) {
      long length = file.lengthBytes();
      if (length < CHECKSUM_BYTES || length > bytesMax) {
        throw VestigeException.corrupt("reading " + what + ": it has " + length + " bytes");
      }
      byte[] bytes = new byte[(int) length];
      file.read(0, bytes, 0, bytes.length);
      int end = bytes.length - CHECKSUM_BYTES;
      int checksum = new ByteSource(what, bytes, end, CHECKSUM_BYTES).getInt();
      if (checksum != Checksums.crc32c(bytes, 0, end)) {
        throw VestigeException.corrupt("reading " + what + ": its checksum is wrong");
      }
      return new ByteSource(what, bytes, 0, end);
    }
  }
}
