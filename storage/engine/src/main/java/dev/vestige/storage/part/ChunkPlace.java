package dev.vestige.storage.part;

/// Where a chunk lies in the file of a part; one of no bytes is missing.
record ChunkPlace(long offset, int length) {
  static final ChunkPlace MISSING = new ChunkPlace(0, 0);

  boolean isMissing() {
    return length == 0;
  }
}
