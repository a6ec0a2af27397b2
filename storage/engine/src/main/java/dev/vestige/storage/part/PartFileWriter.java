package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileOutput;
import java.util.zip.CRC32C;

/// Appends checksummed chunks to the file of a part. Confined to one thread.
final class PartFileWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final FileOutput file;
  private final ByteSink buffer = new ByteSink(BUFFER_BYTES + (BUFFER_BYTES >> 2));
  private final CRC32C checksum = new CRC32C();

  PartFileWriter(Directory directory, String name) {
    file = directory.create(name);
    buffer.putLong(PartFormat.MAGIC);
    buffer.putInt(PartFormat.VERSION);
    buffer.putInt(0);
  }

  long position() {
    return file.position() + buffer.position();
  }

  /// Appends a chunk and returns where it begins.
  long chunk(ByteSink chunk) {
    long start = position();
    buffer.putBytes(chunk.array(), 0, chunk.position());
    buffer.putInt(checksum(chunk));
    if (buffer.position() >= BUFFER_BYTES) {
      drain();
    }
    return start;
  }

  private int checksum(ByteSink chunk) {
    checksum.reset();
    checksum.update(chunk.array(), 0, chunk.position());
    return (int) checksum.getValue();
  }

  private void drain() {
    file.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /// Writes the footer and returns once the file would survive a power loss. Returns its length.
  long finish(ByteSink footer) {
    long start = position();
    buffer.putBytes(footer.array(), 0, footer.position());
    buffer.putLong(start);
    buffer.putInt(footer.position());
    buffer.putInt(checksum(footer));
    buffer.putLong(PartFormat.MAGIC);
    drain();
    file.force();
    return file.position();
  }

  @Override
  public void close() {
    file.close();
  }
}
