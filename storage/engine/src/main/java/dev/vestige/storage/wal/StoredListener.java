package dev.vestige.storage.wal;

/// Told that a record is stored, before whoever waits for it is.
@FunctionalInterface
public interface StoredListener {
  StoredListener NONE = _ -> {};

  /// Called by the log's own thread, one record after another in the order of their sequence
  /// numbers; must be short, and must not wait for a thread that is inside a method of the [Wal].
  /// It may call those methods itself.
  void stored(long sequence);
}
