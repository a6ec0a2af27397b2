package dev.vestige.base.io;

import java.nio.ByteBuffer;

/// A file open for reads at any position. Safe for use by several threads. It can be read after its
/// name was deleted.
public interface FileInput extends AutoCloseable {
  long lengthBytes();

  /// Fills a range of the array with the bytes from `position` on.
  ///
  /// @throws dev.vestige.base.VestigeException CORRUPT when the file ends before
  void read(long position, byte[] target, int offset, int length);

  /// Fills what remains of the buffer with the bytes from `position` on.
  ///
  /// @throws dev.vestige.base.VestigeException CORRUPT when the file ends before
  void read(long position, ByteBuffer target);

  /// Closing again does nothing.
  @Override
  void close();
}
