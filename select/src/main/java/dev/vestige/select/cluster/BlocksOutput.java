package dev.vestige.select.cluster;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ZstdCodec;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.QueryPart;
import dev.vestige.select.live.LiveRows;
import org.jspecify.annotations.Nullable;

/// Sends blocks to the node that asked, each worker with buffers of its own.
final class BlocksOutput implements LiveRows, AutoCloseable {
  private final QueryPart part;
  private final PieceWriter pieces;
  private final @Nullable Desk[] desks;

  /// What a worker needs that has something to send.
  private record Desk(BlockCodec codec, ByteSink buffer, ZstdCodec compressor) {}

  BlocksOutput(QueryPart part, PieceWriter pieces, int workers) {
    this.part = part;
    this.pieces = pieces;
    this.desks = new Desk[workers];
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    Desk desk = desk(worker);
    desk.buffer().clear();
    desk.codec().write(block, part, desk.buffer());
    pieces.write(PieceKind.BLOCK, desk.buffer(), desk.compressor());
    return true;
  }

  private Desk desk(int worker) {
    Desk known = desks[worker];
    if (known != null) {
      return known;
    }
    Desk made = new Desk(new BlockCodec(), new ByteSink(), new ZstdCodec(Limits.ZSTD_LEVEL));
    desks[worker] = made;
    return made;
  }

  @Override
  public void flush() {
    pieces.flush();
  }

  @Override
  public void finish() {}

  @Override
  public void close() {
    for (Desk desk : desks) {
      if (desk != null) {
        desk.compressor().close();
      }
    }
  }
}
