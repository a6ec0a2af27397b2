package dev.vestige.select.logsql;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.OutsideWait;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.http.BodyWriter;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.JsonLines;
import dev.vestige.select.live.LiveRows;
import dev.vestige.select.request.ReadHeaders;
import dev.vestige.storage.SearchStatistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Streams rows as lines of JSON. Workers write lines side by side and take turns at the
/// connection. The answer begins when the first lines are too many to hold back, or when the scan
/// takes longer than a person waits: from then on rows go out as they are found. An answer that
/// stays shorter goes out whole, with headers that tell what was read.
final class RowStream implements LiveRows {
  private static final int HELD_BACK_BYTES_MAX = 16 << 10;

  private static final long HELD_BACK_NANOS_MAX = 1_000_000_000;

  private final Exchange exchange;
  private final String contentType;
  private final long startNanoTime = System.nanoTime();
  private final ReentrantLock lock = new ReentrantLock();
  private final List<JsonLines> lines = new ArrayList<>();
  private final List<ByteSink> buffers = new ArrayList<>();
  private final ByteSink heldBack = new ByteSink();
  private final boolean isScanned;
  private @Nullable BodyWriter writer;

  /// @param isScanned rows come while the scan finds them, and not together at its end
  RowStream(Exchange exchange, String contentType, int workers, boolean isScanned) {
    this.exchange = exchange;
    this.contentType = contentType;
    this.isScanned = isScanned;
    for (int i = 0; i < workers; i++) {
      lines.add(new JsonLines());
      buffers.add(new ByteSink(1 << 16));
    }
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    ByteSink buffer = buffers.get(worker);
    buffer.clear();
    lines.get(worker).append(block, buffer);
    OutsideWait.lock(lock);
    try {
      write(buffer);
    } catch (IOException e) {
      throw gone(e);
    } finally {
      lock.unlock();
    }
    return true;
  }

  private void write(ByteSink text) throws IOException {
    boolean isLate = isScanned && System.nanoTime() - startNanoTime > HELD_BACK_NANOS_MAX;
    boolean isShort = heldBack.position() + text.position() <= HELD_BACK_BYTES_MAX;
    if (writer == null && isShort && !isLate) {
      heldBack.putBytes(text.array(), 0, text.position());
      return;
    }
    begun().write(text.array(), 0, text.position());
    if (isLate) {
      begun().flush();
    }
  }

  private BodyWriter begun() throws IOException {
    BodyWriter known = writer;
    if (known == null) {
      known = exchange.stream(200, contentType);
      writer = known;
      known.write(heldBack.array(), 0, heldBack.position());
      heldBack.clear();
    }
    return known;
  }

  @Override
  public void finish() {}

  /// Ends the answer.
  void close(SearchStatistics read) throws IOException {
    if (writer == null) {
      ReadHeaders.set(exchange, read, startNanoTime);
    }
    begun().close();
  }

  @Override
  public void flush() {
    OutsideWait.lock(lock);
    try {
      begun().flush();
    } catch (IOException e) {
      throw gone(e);
    } finally {
      lock.unlock();
    }
  }

  private static VestigeException gone(IOException e) {
    return new VestigeException(ErrorKind.CANCELLED, "the client went away", e);
  }
}
