package dev.vestige.storage;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The way in for batches from other nodes, which may send one again when they got no answer. Every
/// call may be repeated, also after a crash. Safe for use by many threads.
public interface BatchStore {
  /// Stores a batch unless one came under this id before.
  ///
  /// @param frame the same batch as [SpanBatchFrame] writes it; not used any more when this returns
  /// @param doubts nodes that may have it too; when there are any, the copy is provisional: visible
  ///   and durable, until [#confirm(BatchId)] or [#drop(BatchId)]
  /// @return completes when the batch is durable, with false when it was here before
  /// @throws dev.vestige.base.VestigeException when it surely is not and will not be stored;
  ///   failures of the future leave that open
  CompletableFuture<Boolean> append(
      SpanBatch batch, ByteSlice frame, BatchId id, List<BatchDoubt> doubts);

  /// As [#append(SpanBatch, ByteSlice, BatchId, List)], for a batch that is in no frame yet.
  default CompletableFuture<Boolean> append(SpanBatch batch, BatchId id, List<BatchDoubt> doubts) {
    ByteSink frame = new ByteSink();
    SpanBatchFrame.write(batch, frame);
    return append(batch, frame.slice(), id, doubts);
  }

  /// Says what became of a batch, for good: one that has not come is refused from now on. The
  /// answer completes when it is durable.
  CompletableFuture<BatchFate> settle(BatchId id);

  /// The copies whose doubts are not settled, at most so many.
  List<ProvisionalCopy> provisional(int countMax);

  /// Makes a provisional copy one like all others, and returns when that is durable. Does nothing
  /// when there is none.
  void confirm(BatchId id);

  /// Forgets a provisional copy, since another node has the batch, and returns when that is
  /// durable. Does nothing when there is none.
  void drop(BatchId id);
}
