package dev.vestige.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/// Puts an answer into the messages of the protocol and hands them to the [Call]. Takes over the
/// buffers it is given. Confined to the request's thread.
final class AnswerSender {
  private final Call call;
  private boolean isCommitted;

  AnswerSender(Call call) {
    this.call = call;
  }

  /// Whether the head is on its way and can no longer be replaced.
  boolean isCommitted() {
    return isCommitted;
  }

  /// Sends an answer whose length is known.
  void sendWhole(int status, HttpHeaders headers, ByteBuf content) {
    int length = content.readableBytes();
    HttpResponseStatus httpStatus = HttpResponseStatus.valueOf(status);
    if (mayHaveBody(status)) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
    }
    if (call.isHeadRequest() || !mayHaveBody(status)) {
      content.release();
      sendFull(httpStatus, headers, Unpooled.EMPTY_BUFFER);
    } else if (length <= Limits.RESPONSE_WINDOW_BYTES) {
      sendFull(httpStatus, headers, content);
    } else {
      begin(status, headers);
      sendInChunks(content);
    }
  }

  private void sendFull(HttpResponseStatus status, HttpHeaders headers, ByteBuf content) {
    isCommitted = true;
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, content, headers, EmptyHttpHeaders.INSTANCE);
    call.sendLast(response, content.readableBytes());
  }

  /// Sends an answer with trailing headers.
  void sendWithTrailers(int status, HttpHeaders headers, ByteBuf content, HttpHeaders trailers) {
    begin(status, headers);
    if (content.readableBytes() > Limits.RESPONSE_WINDOW_BYTES) {
      sendInChunks(content, trailers);
      return;
    }
    LastHttpContent last = new DefaultLastHttpContent(content, trailers);
    call.sendLast(last, content.readableBytes());
  }

  private void sendInChunks(ByteBuf content) {
    sendInChunks(content, EmptyHttpHeaders.INSTANCE);
  }

  private void sendInChunks(ByteBuf content, HttpHeaders trailers) {
    try {
      while (content.readableBytes() > Limits.RESPONSE_CHUNK_BYTES) {
        chunk(content.readRetainedSlice(Limits.RESPONSE_CHUNK_BYTES));
      }
      call.sendLast(
          new DefaultLastHttpContent(content.retain(), trailers), content.readableBytes());
    } finally {
      content.release();
    }
  }

  /// Sends the head of an answer whose length is not known.
  void begin(int status, HttpHeaders headers) {
    isCommitted = true;
    call.outlet()
        .write(
            new DefaultHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), headers),
            0);
  }

  void chunk(ByteBuf content) {
    if (call.isHeadRequest()) {
      content.release();
      return;
    }
    int length = content.readableBytes();
    call.outlet().write(new DefaultHttpContent(content), length);
  }

  void end(ByteBuf content) {
    if (call.isHeadRequest()) {
      content.release();
      call.sendLast(LastHttpContent.EMPTY_LAST_CONTENT, 0);
      return;
    }
    int length = content.readableBytes();
    call.sendLast(new DefaultLastHttpContent(content, EmptyHttpHeaders.INSTANCE), length);
  }

  private static boolean mayHaveBody(int status) {
    return status != 204 && status != 304;
  }
}
