package dev.vestige.select.cluster;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.OutsideWait;
import dev.vestige.base.Threads;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ZstdCodec;
import dev.vestige.http.BodyWriter;
import dev.vestige.http.Exchange;
import dev.vestige.storage.SearchStatistics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Writes the pieces of an answer. Those who make them compress side by side, each with a codec of
/// its own, and take turns at the connection. A pulse goes out whenever nothing else did for a
/// while, so that the asking node knows that this one is at work; an answer that is short and quick
/// goes out at once and as a whole.
final class PieceWriter implements AutoCloseable {
  static final String CONTENT_TYPE = "application/octet-stream";

  private final BodyWriter body;
  private final Packing packing;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ending = lock.newCondition();
  private boolean isEnded;
  private boolean isIdle;

  /// Whether pieces are compressed.
  enum Packing {
    PLAIN,
    ZSTD
  }

  PieceWriter(Exchange exchange, Packing packing) throws IOException {
    this.body = exchange.stream(200, CONTENT_TYPE);
    this.packing = packing;
    var _ = Threads.fork("pulse", this::pulse);
  }

  private void pulse() {
    ByteSink nothing = new ByteSink(16);
    putHead(PieceKind.PULSE, 0, nothing);
    OutsideWait.lock(lock);
    try {
      while (!isEnded) {
        isIdle = true;
        var _ = ending.await(Limits.PULSE_MILLIS, TimeUnit.MILLISECONDS);
        if (isIdle && !isEnded) {
          body.write(nothing.array(), 0, nothing.position());
          body.flush();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | VestigeException _) {
      // The asking node went away, which those are told who make the pieces.
      isEnded = true;
    } finally {
      lock.unlock();
    }
  }

  /// A piece that is not packed.
  private static void putHead(PieceKind kind, int length, ByteSink out) {
    out.putByte(kind.code());
    out.putByte(0);
    out.putInt(length);
    out.putInt(length);
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
    OutsideWait.lock(lock);
    try {
      isIdle = false;
      body.write(piece.array(), 0, piece.position());
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.CANCELLED, "the asking node went away", e);
    } finally {
      lock.unlock();
    }
  }

  /// Sends what was written so far.
  void flush() {
    OutsideWait.lock(lock);
    try {
      body.flush();
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
    close();
    body.close();
  }

  /// Ends the answer with an error.
  void fail(VestigeException error, ZstdCodec codec) throws IOException {
    ByteSink content = new ByteSink();
    byte[] kind = error.kind().name().getBytes(StandardCharsets.UTF_8);
    content.putSized(kind, 0, kind.length);
    content.putBytes(error.getMessage().getBytes(StandardCharsets.UTF_8));
    write(PieceKind.ERROR, content, codec);
    close();
    body.close();
  }

  /// Ends the pulse.
  @Override
  public void close() {
    OutsideWait.lock(lock);
    try {
      isEnded = true;
      ending.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
