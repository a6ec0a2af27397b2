package dev.vestige.base.io;

import java.nio.ByteBuffer;

/// A file being written from its beginning to its end. Confined to one thread at a time. After a
/// failed write or force nobody knows what the file holds: every later write and force fails too,
/// because an fsync that succeeds after one that failed proves nothing.
public interface FileOutput extends AutoCloseable {
  /// Appends bytes. They stay the caller's.
  void write(byte[] bytes, int offset, int length);

  /// Appends what remains in the buffer, and leaves nothing remaining.
  void write(ByteBuffer buffer);

  /// How many bytes were written so far.
  long position();

  /// Returns once everything written so far survives a power loss.
  void force();

  /// Closes without forcing; closing again does nothing.
  @Override
  void close();
}
