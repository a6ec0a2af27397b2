package dev.vestige.logsql.exec.row;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.KeptFieldsView;
import java.util.function.Predicate;

/// `fields` and `delete`: some fields go.
final class KeptFieldsStage implements BlockSink {
  private final Predicate<String> kept;
  private final BlockSink next;

  KeptFieldsStage(Predicate<String> kept, BlockSink next) {
    this.kept = kept;
    this.next = next;
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    return next.accept(new KeptFieldsView(block, kept), worker);
  }

  @Override
  public void finish() {
    next.finish();
  }
}
