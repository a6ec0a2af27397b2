package dev.vestige.storage.part;

/// What reading chunks needs: decompression contexts. Confined to one thread at a time; close to
/// free native memory.
public final class ReadContext implements AutoCloseable {
  private final PlaneCodec planes = new PlaneCodec();
  private long bytesRead;

  PlaneCodec planes() {
    return planes;
  }

  void count(long bytes) {
    bytesRead += bytes;
  }

  /// Bytes of chunks read so far.
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  public void close() {
    planes.close();
  }
}
