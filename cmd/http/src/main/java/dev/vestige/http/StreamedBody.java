package dev.vestige.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A [BodyWriter] that gathers chunks and compresses them if that is worth it. The last chunk, and
/// with it the end of the answer, is held back until the endpoint returns, so that an error thrown
/// through a closed writer still breaks the answer off; and an answer that fits one chunk is not
/// begun before, so that such an error still gets its own status.
///
/// Owns its chunk buffer until that is handed to the [AnswerSender].
final class StreamedBody extends BodyWriter {
  private final HttpHeaders headers;
  private final AcceptEncoding coding;
  private final ChunkSink sink;
  private final Runnable onAbort;

  /// What was written while it is open whether to compress.
  private final byte[] first = new byte[Limits.COMPRESSED_BYTES_MIN];

  private int firstLength;
  private @Nullable OutputStream target;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    CLOSED,
    ABORTED
  }

  /// @param coding how to compress, if the answer is long enough
  /// @param onAbort breaks the connection off
  StreamedBody(HttpHeaders headers, AcceptEncoding coding, ChunkSink sink, Runnable onAbort) {
    this.headers = headers;
    this.coding = coding;
    this.sink = sink;
    this.onAbort = onAbort;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (state != State.OPEN) {
      throw new IOException("the answer was ended before");
    }
    if (target == null) {
      if (length <= first.length - firstLength) {
        System.arraycopy(bytes, offset, first, firstLength, length);
        firstLength += length;
        return;
      }
      open(coding);
    }
    targetNow().write(bytes, offset, length);
  }

  private OutputStream targetNow() {
    OutputStream now = target;
    if (now == null) {
      throw new IllegalStateException("not open");
    }
    return now;
  }

  private void open(AcceptEncoding chosen) throws IOException {
    OutputStream opened = Compressors.open(chosen, sink);
    if (chosen != AcceptEncoding.IDENTITY) {
      headers.set(HttpHeaderNames.CONTENT_ENCODING, chosen.headerValue());
    }
    target = opened;
    opened.write(first, 0, firstLength);
  }

  @Override
  public void flush() throws IOException {
    if (state == State.OPEN) {
      if (target == null) {
        open(coding);
      }
      targetNow().flush();
      // A compressor that has no bytes yet does not pass the flush on.
      sink.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (state == State.OPEN) {
      if (target == null) {
        open(AcceptEncoding.IDENTITY);
      }
      state = State.CLOSED;
      targetNow().close();
    }
  }

  @Override
  public void abort() {
    if (state != State.ABORTED) {
      state = State.ABORTED;
      discard();
      onAbort.run();
    }
  }

  /// Before anything was sent.
  void setHeader(String name, String value) {
    headers.set(name, value);
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  boolean isAborted() {
    return state == State.ABORTED;
  }

  /// Sends the last chunk, of a closed writer.
  void finish() {
    sink.finish();
  }

  /// Says why the answer breaks off, behind what was sent of it.
  void tell(String message) throws IOException {
    if (state == State.OPEN) {
      write(message.getBytes(StandardCharsets.UTF_8));
      flush();
    }
  }

  /// Frees what the writer holds; nothing more is sent.
  void discard() {
    sink.discard();
    OutputStream open = target;
    if (open != null && open != sink) {
      try {
        open.close();
      } catch (IOException e) {
        throw new IllegalStateException("closing a compressor whose output is dropped", e);
      }
    }
  }
}
