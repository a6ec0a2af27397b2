package dev.vestige.storage.wal;

import dev.vestige.base.ByteSlice;

/// Takes the records of a log that is being replayed, in the order of their sequence numbers, on
/// the thread that opens it.
@FunctionalInterface
public interface RecordVisitor {
  /// The bytes are valid until this returns.
  void record(long sequence, ByteSlice record);
}
