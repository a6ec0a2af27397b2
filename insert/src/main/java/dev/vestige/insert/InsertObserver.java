package dev.vestige.insert;

import dev.vestige.insert.intake.RefusalReason;

/// Told what came in and what did not. Called by many threads.
public interface InsertObserver {
  InsertObserver NONE =
      new InsertObserver() {
        @Override
        public void ingested(IngestType type, long rows, long bytes) {}

        @Override
        public void brought(long rows, long bytes) {}

        @Override
        public void dropped(RefusalReason reason, long rows) {}

        @Override
        public void flushed(IngestType type, long nanos) {}
      };

  /// A request was stored.
  ///
  /// @param rows its spans that were stored
  /// @param bytes its body after decompression
  void ingested(IngestType type, long rows, long bytes);

  /// Another node has brought spans.
  ///
  /// @param rows its spans that were stored, and not before
  /// @param bytes its body after decompression
  void brought(long rows, long bytes);

  void dropped(RefusalReason reason, long rows);

  /// A request came through a door.
  default void requested(IngestType type) {}

  /// A request was answered with an error.
  default void failed(IngestType type) {}

  /// The sink took so long to take a batch.
  void flushed(IngestType type, long nanos);
}
