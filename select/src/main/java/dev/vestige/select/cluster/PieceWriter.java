package dev.vestige.select.cluster;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ZstdCodec;
import dev.vestige.http.BodyWriter;
import dev.vestige.http.Exchange;
import dev.vestige.storage.SearchStatistics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/// Writes the pieces of an answer. Those who make them compress side by side, each with a codec of
/// its own, and take turns at the connection.
final class PieceWriter {
  static final String CONTENT_TYPE = "application/octet-stream";

  private final BodyWriter body;
  private final Packing packing;
  private final ReentrantLock lock = new ReentrantLock();

  /// Whether pieces are compressed.
  enum Packing {
    PLAIN,
    ZSTD
  }

  PieceWriter(Exchange exchange, Packing packing) throws IOException {
    this.body = exchange.stream(200, CONTENT_TYPE);
    this.packing = packing;
  }

  void write(PieceKind kind, ByteSink content, ZstdCodec codec) {
    boolean isPacked = packing == Packing.ZSTD && content.position() >= Limits.PACKED_BYTES_MIN;
    ByteSink piece = new ByteSink(content.position() + 16);
    piece.putByte(kind.code());
    piece.putByte(isPacked ? 1 : 0);
    piece.putInt(content.position());
    int lengthAt = piece.position();
    piece.putInt(0);
    if (isPacked) {
      codec.compress(content.array(), 0, content.position(), piece);
    } else {
      piece.putBytes(content.array(), 0, content.position());
    }
    piece.setInt(lengthAt, piece.position() - lengthAt - Integer.BYTES);
    lock.lock();
    try {
      body.write(piece.array(), 0, piece.position());
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.CANCELLED, "the asking node went away", e);
    } finally {
      lock.unlock();
    }
  }

  /// Ends the answer well.
  void end(SearchStatistics read, ZstdCodec codec) throws IOException {
    ByteSink content = new ByteSink();
    content.putLong(read.partsVisited());
    content.putLong(read.partsSkipped());
    content.putLong(read.blocksVisited());
    content.putLong(read.blocksSkipped());
    content.putLong(read.rowsVisited());
    content.putLong(read.bytesRead());
    write(PieceKind.END, content, codec);
    body.close();
  }

  /// Ends the answer with an error.
  void fail(VestigeException error, ZstdCodec codec) throws IOException {
    ByteSink content = new ByteSink();
    byte[] kind = error.kind().name().getBytes(StandardCharsets.UTF_8);
    content.putSized(kind, 0, kind.length);
    content.putBytes(error.getMessage().getBytes(StandardCharsets.UTF_8));
    write(PieceKind.ERROR, content, codec);
    body.close();
  }
}
