package dev.vestige.select.logsql;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.http.BodyWriter;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.JsonLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Streams rows as lines of JSON. Workers write lines side by side and take turns at the
/// connection; the answer begins with the first row.
final class RowStream implements BlockSink {
  private static final String CONTENT_TYPE = "application/stream+json";

  private final Exchange exchange;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<JsonLines> lines = new ArrayList<>();
  private final List<ByteSink> buffers = new ArrayList<>();
  private @Nullable BodyWriter writer;

  RowStream(Exchange exchange, int workers) {
    this.exchange = exchange;
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
    lock.lock();
    try {
      begun().write(buffer.array(), 0, buffer.position());
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.CANCELLED, "the client went away", e);
    } finally {
      lock.unlock();
    }
    return true;
  }

  private BodyWriter begun() throws IOException {
    BodyWriter known = writer;
    if (known == null) {
      known = exchange.stream(200, CONTENT_TYPE);
      writer = known;
    }
    return known;
  }

  @Override
  public void finish() {}

  void close() throws IOException {
    begun().close();
  }

  /// Breaks the answer off where it has begun.
  void abort() {
    if (writer != null) {
      writer.abort();
    }
  }
}
