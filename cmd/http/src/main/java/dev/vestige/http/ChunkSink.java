package dev.vestige.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Gathers the bytes of an answer into chunks and hands full ones to the [AnswerSender], with the
/// head before the first. Owns the chunk it fills. Confined to the request's thread.
final class ChunkSink extends OutputStream {
  private final AnswerSender sender;
  private final ByteBufAllocator allocator;
  private final int status;
  private final HttpHeaders headers;
  private @Nullable ByteBuf chunk;
  private boolean isDiscarding;

  ChunkSink(AnswerSender sender, ByteBufAllocator allocator, int status, HttpHeaders headers) {
    this.sender = sender;
    this.allocator = allocator;
    this.status = status;
    this.headers = headers;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int from = offset;
    int end = offset + length;
    while (from < end && !isDiscarding) {
      ByteBuf room = roomy();
      int count = Math.min(end - from, room.writableBytes());
      room.writeBytes(bytes, from, count);
      from += count;
    }
  }

  /// A chunk with room for at least one byte.
  private ByteBuf roomy() {
    ByteBuf current = chunk;
    if (current != null && !current.isWritable()) {
      flush();
      current = null;
    }
    if (current == null) {
      current = allocator.directBuffer(Limits.RESPONSE_CHUNK_BYTES, Limits.RESPONSE_CHUNK_BYTES);
      chunk = current;
    }
    return current;
  }

  /// Begins the answer if that has not happened, and hands over what there is.
  @Override
  public void flush() {
    if (isDiscarding) {
      return;
    }
    if (!sender.isCommitted()) {
      sender.begin(status, headers);
    }
    ByteBuf full = chunk;
    chunk = null;
    if (full != null) {
      sender.chunk(full);
    }
  }

  /// Does nothing: the rest goes out with [#finish()].
  @Override
  public void close() {}

  /// Ends the answer.
  void finish() {
    ByteBuf rest = chunk == null ? Unpooled.EMPTY_BUFFER : chunk;
    chunk = null;
    if (sender.isCommitted()) {
      sender.end(rest);
    } else {
      sender.sendWhole(status, headers, rest);
    }
  }

  /// Drops what there is and what still comes.
  void discard() {
    isDiscarding = true;
    ByteBuf held = chunk;
    chunk = null;
    if (held != null) {
      held.release();
    }
  }
}
