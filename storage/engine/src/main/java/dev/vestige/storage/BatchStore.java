package dev.vestige.storage;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The way in for batches from other nodes, which may send one again when they got no answer. Every
/// call may be repeated, also after a crash. Safe for use by many threads.
public interface BatchStore {
  /// What another node brought.
  ///
  /// @param frame the batch as [SpanBatchFrame] writes it
  record Brought(BatchId id, SpanBatch batch, ByteSlice frame) {
    /// Of a batch that is in no frame yet.
    public static Brought of(BatchId id, SpanBatch batch) {
      ByteSink frame = new ByteSink();
      SpanBatchFrame.write(batch, frame);
      return new Brought(id, batch, frame.slice());
    }
  }

  /// Stores batches, in one go, unless they came under their ids before. Their frames are not used
  /// any more when this returns.
  ///
  /// @return for each, completes when it is durable, with false when it was here before
  /// @throws dev.vestige.base.VestigeException when surely none that was not here before is or will
  ///   be stored; failures of the futures leave that open
  List<CompletableFuture<Boolean>> append(List<Brought> brought);

  /// Stores a batch that other nodes may have too, as a provisional copy: visible and durable,
  /// until [#confirm(BatchId)] or [#drop(BatchId)].
  ///
  /// @param doubts the nodes that may have it
  /// @return as of [#append(List)]
  CompletableFuture<Boolean> appendInDoubt(Brought brought, List<BatchDoubt> doubts);

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
