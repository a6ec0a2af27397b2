package dev.vestige.http.grpc;

import dev.vestige.base.ByteSlice;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/// Gathers the reply to one call. Confined to its event loop, but for the future.
final class ReplyHandler extends ChannelInboundHandlerAdapter {
  /// Replies say a few words; whatever is longer is no reply to a call of ours.
  private static final int REPLY_BYTES_MAX = 4 << 20;

  private static final int FRAME_HEADER_BYTES = 5;
  private static final int STATUS_UNKNOWN = 2;

  private final CompletableFuture<GrpcChannel.Reply> reply = new CompletableFuture<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private String httpStatus = "";

  CompletableFuture<GrpcChannel.Reply> reply() {
    return reply;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof Http2DataFrame data) {
        gather(data);
      } else if (message instanceof Http2HeadersFrame frame) {
        look(frame.headers(), frame.isEndStream());
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void gather(Http2DataFrame data) {
    if (body.size() + data.content().readableBytes() > REPLY_BYTES_MAX) {
      fail("the reply is longer than " + REPLY_BYTES_MAX + " bytes");
      return;
    }
    body.writeBytes(ByteBufUtil.getBytes(data.content()));
    if (data.isEndStream()) {
      fail("the reply has no status; the HTTP status is " + httpStatus);
    }
  }

  private void look(Http2Headers headers, boolean isLast) {
    if (headers.status() != null) {
      httpStatus = headers.status().toString();
    }
    CharSequence status = headers.get("grpc-status");
    if (status != null) {
      CharSequence message = headers.get("grpc-message");
      reply.complete(
          new GrpcChannel.Reply(
              number(status.toString()), message == null ? "" : message.toString(), message()));
    } else if (isLast) {
      fail("the answer is no gRPC; the HTTP status is " + httpStatus);
    }
  }

  private static int number(String status) {
    return status.matches("\\d{1,2}") ? Integer.parseInt(status) : STATUS_UNKNOWN;
  }

  private ByteSlice message() {
    byte[] bytes = body.toByteArray();
    return bytes.length < FRAME_HEADER_BYTES
        ? ByteSlice.EMPTY
        : new ByteSlice(bytes, FRAME_HEADER_BYTES, bytes.length - FRAME_HEADER_BYTES);
  }

  private void fail(String reason) {
    reply.completeExceptionally(new IOException(reason));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2ResetFrame reset) {
      fail("the stream was reset with error " + reset.errorCode());
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail("the connection was closed before the reply");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    reply.completeExceptionally(cause);
  }
}
