package dev.vestige.testkit;

import dev.vestige.base.io.FileOutput;
import java.nio.ByteBuffer;

/// A file whose writes and syncs may fail. A failing write leaves half of its bytes behind; after a
/// failure every later write and sync is an error in the code under test, and says so.
final class FaultOutput implements FileOutput {
  private final FileOutput inner;
  private final FaultCounter faults;
  private final String path;
  private boolean failed;

  FaultOutput(FileOutput inner, FaultCounter faults, String path) {
    this.inner = inner;
    this.faults = faults;
    this.path = path;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    write(ByteBuffer.wrap(bytes, offset, length));
  }

  @Override
  public void write(ByteBuffer buffer) {
    requireSound();
    if (faults.isFailing()) {
      failed = true;
      inner.write(buffer.slice(buffer.position(), buffer.remaining() / 2));
      throw faults.failure("writing to file " + path);
    }
    inner.write(buffer);
  }

  @Override
  public long position() {
    return inner.position();
  }

  @Override
  public void force() {
    requireSound();
    if (faults.isFailing()) {
      failed = true;
      throw faults.failure("syncing file " + path);
    }
    inner.force();
  }

  @Override
  public void close() {
    inner.close();
  }

  private void requireSound() {
    if (failed) {
      throw new AssertionError(
          "file " + path + " is used again after one of its writes or syncs failed");
    }
  }
}
