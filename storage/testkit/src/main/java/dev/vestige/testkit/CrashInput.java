package dev.vestige.testkit;

import dev.vestige.base.io.FileInput;
import java.nio.ByteBuffer;

/// Reads a file of a [CrashDirectory].
final class CrashInput implements FileInput {
  private final CrashDisk disk;
  private final CrashFile file;
  private final String path;
  private boolean closed;

  CrashInput(CrashDisk disk, CrashFile file, String path) {
    this.disk = disk;
    this.file = file;
    this.path = path;
  }

  @Override
  public long lengthBytes() {
    synchronized (disk) {
      return file.length();
    }
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) {
    read(position, ByteBuffer.wrap(target, offset, length));
  }

  @Override
  public void read(long position, ByteBuffer target) {
    synchronized (disk) {
      String doing = "reading file " + path;
      if (closed) {
        throw CrashDisk.failure(doing, "it was closed");
      }
      disk.operation(doing);
      file.read(path, position, target);
    }
  }

  @Override
  public void close() {
    synchronized (disk) {
      closed = true;
    }
  }
}
