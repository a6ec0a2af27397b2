package dev.vestige.storage.part;

/// What reading chunks needs: decompression contexts, and whether chunks are kept. Confined to one
/// thread at a time; close to free native memory.
public final class ReadContext implements AutoCloseable {
  private final PlaneCodec planes = new PlaneCodec();
  private final boolean caches;
  private long bytesRead;

  /// For who reads everything once, as merging does: chunks go past the cache.
  public ReadContext() {
    this(false);
  }

  private ReadContext(boolean caches) {
    this.caches = caches;
  }

  /// For queries, which come back to the same columns.
  public static ReadContext ofQueries() {
    return new ReadContext(true);
  }

  /// Whether chunks are taken from the cache of their part, and put there.
  boolean caches() {
    return caches;
  }

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
