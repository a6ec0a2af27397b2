package dev.vestige.select.cluster;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ZstdCodec;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.QueryPart;
import dev.vestige.select.live.LiveRows;
import java.util.ArrayList;
import java.util.List;

/// Sends blocks to the node that asked, each worker with buffers of its own.
final class BlocksOutput implements LiveRows, AutoCloseable {
  private final QueryPart part;
  private final PieceWriter pieces;
  private final List<BlockCodec> codecs = new ArrayList<>();
  private final List<ByteSink> buffers = new ArrayList<>();
  private final List<ZstdCodec> compressors = new ArrayList<>();

  BlocksOutput(QueryPart part, PieceWriter pieces, int workers) {
    this.part = part;
    this.pieces = pieces;
    for (int i = 0; i < workers; i++) {
      codecs.add(new BlockCodec());
      buffers.add(new ByteSink(1 << 16));
      compressors.add(new ZstdCodec(Limits.ZSTD_LEVEL));
    }
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    ByteSink buffer = buffers.get(worker);
    buffer.clear();
    codecs.get(worker).write(block, part, buffer);
    pieces.write(PieceKind.BLOCK, buffer, compressors.get(worker));
    return true;
  }

  @Override
  public void flush() {
    pieces.flush();
  }

  @Override
  public void finish() {}

  @Override
  public void close() {
    compressors.forEach(ZstdCodec::close);
  }
}
