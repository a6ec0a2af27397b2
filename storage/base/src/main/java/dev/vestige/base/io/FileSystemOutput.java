package dev.vestige.base.io;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A file of the operating system open for appending.
final class FileSystemOutput implements FileOutput {
  private final Path file;
  private final FileChannel channel;
  private long position;
  private boolean failed;

  FileSystemOutput(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    write(ByteBuffer.wrap(bytes, offset, length));
  }

  @Override
  public void write(ByteBuffer buffer) {
    String doing = "writing to file ";
    requireSound(doing);
    try {
      int end = buffer.limit();
      while (buffer.position() < end) {
        // The JDK copies heap buffers through a direct one that it keeps per thread, as large as
        // the largest piece ever written there; short pieces keep that memory bounded.
        buffer.limit(Math.min(end, buffer.position() + Limits.TRANSFER_BYTES_MAX));
        position += channel.write(buffer);
      }
    } catch (IOException e) {
      throw broken(doing, e);
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void force() {
    String doing = "syncing file ";
    requireSound(doing);
    try {
      channel.force(false);
    } catch (IOException e) {
      throw broken(doing, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw broken("closing file ", e);
    }
  }

  private void requireSound(String doing) {
    if (failed) {
      throw new VestigeException(
          ErrorKind.IO, doing + file + ": an earlier write or sync of it failed");
    }
  }

  private VestigeException broken(String doing, IOException cause) {
    failed = true;
    return FileSystemDirectory.failure(doing + file + " at " + position, cause);
  }
}
