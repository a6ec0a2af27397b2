package dev.vestige.testkit;

import dev.vestige.base.io.FileOutput;
import java.nio.ByteBuffer;

/// Appends to a file of a [CrashDirectory].
final class CrashOutput implements FileOutput {
  private final CrashDisk disk;
  private final CrashFile file;
  private final String path;
  private boolean closed;
  private boolean failed;

  CrashOutput(CrashDisk disk, CrashFile file, String path) {
    this.disk = disk;
    this.file = file;
    this.path = path;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    write(ByteBuffer.wrap(bytes, offset, length));
  }

  @Override
  public void write(ByteBuffer buffer) {
    synchronized (disk) {
      String doing = "writing to file " + path;
      requireSound(doing);
      failed = true;
      disk.take(path, buffer.remaining());
      disk.change(doing, () -> file.append(buffer));
      failed = false;
    }
  }

  @Override
  public long position() {
    synchronized (disk) {
      return file.length();
    }
  }

  @Override
  public void force() {
    synchronized (disk) {
      String doing = "syncing file " + path;
      requireSound(doing);
      disk.operation(doing);
      file.sync();
    }
  }

  @Override
  public void close() {
    synchronized (disk) {
      closed = true;
    }
  }

  private void requireSound(String doing) {
    if (closed) {
      throw CrashDisk.failure(doing, "it was closed");
    }
    if (failed) {
      throw CrashDisk.failure(doing, "an earlier write of it failed");
    }
  }
}
