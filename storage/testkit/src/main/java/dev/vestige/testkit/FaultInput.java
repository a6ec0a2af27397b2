package dev.vestige.testkit;

import dev.vestige.base.io.FileInput;
import java.nio.ByteBuffer;

/// A file whose reads may fail.
final class FaultInput implements FileInput {
  private final FileInput inner;
  private final FaultCounter faults;
  private final String path;

  FaultInput(FileInput inner, FaultCounter faults, String path) {
    this.inner = inner;
    this.faults = faults;
    this.path = path;
  }

  @Override
  public long lengthBytes() {
    return inner.lengthBytes();
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) {
    faults.operation("reading file " + path);
    inner.read(position, target, offset, length);
  }

  @Override
  public void read(long position, ByteBuffer target) {
    faults.operation("reading file " + path);
    inner.read(position, target);
  }

  @Override
  public void close() {
    inner.close();
  }
}
