package dev.vestige.base.io;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file of the operating system open for reading. The JDK closes a channel when a thread that is
/// reading from it gets interrupted, which would take the file away from all its other readers; so
/// it is opened again when that happened.
final class FileSystemInput implements FileInput {
  private final Path file;
  private final long lengthBytes;
  private volatile FileChannel channel;
  private boolean closed;

  private FileSystemInput(Path file, FileChannel channel, long lengthBytes) {
    this.file = file;
    this.channel = channel;
    this.lengthBytes = lengthBytes;
  }

  static FileSystemInput open(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return new FileSystemInput(file, channel, channel.size());
    } catch (IOException e) {
      throw FileSystemDirectory.failure("opening file " + file, e);
    }
  }

  @Override
  public long lengthBytes() {
    return lengthBytes;
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) {
    read(position, ByteBuffer.wrap(target, offset, length));
  }

  @Override
  public void read(long position, ByteBuffer target) {
    requireInside(position, target.remaining());
    int start = target.position();
    int end = target.limit();
    try {
      while (target.position() < end) {
        // Short pieces, for the reason given in FileSystemOutput.
        target.limit(Math.min(end, target.position() + Limits.TRANSFER_BYTES_MAX));
        if (readOnce(target, position + target.position() - start) < 0) {
          throw VestigeException.corrupt(
              reading(position, end - start) + ": the file was cut while it was open");
        }
      }
    } catch (ClosedByInterruptException e) {
      throw new VestigeException(
          ErrorKind.CANCELLED, reading(position, end - start) + ": the thread was interrupted", e);
    } catch (IOException e) {
      throw FileSystemDirectory.failure(reading(position, end - start), e);
    }
  }

  private int readOnce(ByteBuffer target, long position) throws IOException {

    try {
      return channel.read(target, position);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (ClosedChannelException _) {
      return reopened().read(target, position);
    }
  }

  private synchronized FileChannel reopened() throws IOException {
    if (closed) {
      throw new IOException("it was closed");
    }
    if (!channel.isOpen()) {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    }
    return channel;
  }

  private void requireInside(long position, int length) {
    if (position < 0 || position > lengthBytes - length) {
      throw VestigeException.corrupt(
          reading(position, length) + ": the file has only " + lengthBytes);
    }
  }

  private String reading(long position, int length) {
    return "reading " + length + " bytes at " + position + " of file " + file;
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw FileSystemDirectory.failure("closing file " + file, e);
    }
  }
}
