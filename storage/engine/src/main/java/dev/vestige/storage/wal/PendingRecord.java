package dev.vestige.storage.wal;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Checksums;
import java.util.concurrent.CompletableFuture;

/// A record on its way into the log. The bytes are the caller's and stay unchanged until the future
/// completes.
record PendingRecord(
    ByteSlice bytes, int checksum, StoredListener listener, CompletableFuture<Long> future) {
  PendingRecord(ByteSlice bytes, StoredListener listener) {
    this(
        bytes,
        Checksums.crc32c(bytes.array(), bytes.offset(), bytes.length()),
        listener,
        new CompletableFuture<>());
  }

  /// The memory it holds while it waits.
  long chargeBytes() {
    return (long) bytes.length() + Limits.RECORD_CHARGE_BYTES;
  }

  long storedBytes() {
    return (long) bytes.length() + SegmentLayout.RECORD_HEADER_BYTES;
  }
}
