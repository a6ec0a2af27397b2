package dev.vestige.logsql.exec.order;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.pipe.UnionPipe;

/// `union`: behind the last row the other query is run, and its rows follow.
final class UnionStage implements BlockSink {
  private final UnionPipe union;
  private final StageContext context;
  private final BlockSink next;
  private volatile boolean more = true;

  UnionStage(UnionPipe union, StageContext context, BlockSink next) {
    this.union = union;
    this.context = context;
    this.next = next;
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    if (!next.accept(block, worker)) {
      more = false;
    }
    return more;
  }

  @Override
  public void finish() {
    if (more) {
      context.runner().run(union.query(), context.run(), new Appended(next));
    }
    next.finish();
  }

  /// Passes rows on, but not their end.
  private record Appended(BlockSink next) implements BlockSink {
    @Override
    public boolean accept(BlockView block, int worker) {
      return next.accept(block, worker);
    }

    @Override
    public void finish() {}
  }
}
