package dev.vestige.http.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// One connection, with at most one request under way. Bytes are asked for by hand: always while
/// idle, so that its end is noticed, and else while the inbox has room.
///
/// The inbox is set by the thread that asks, while nothing is under way; all else happens on the
/// event loop.
final class ClientConnection extends ChannelInboundHandlerAdapter {
  private final Channel channel;
  private final Runnable onEnd;
  private volatile @Nullable AnswerInbox inbox;
  private volatile boolean keepsAlive = true;
  private volatile long idleSinceNanoTime;
  private volatile boolean isGivenUp;
  private volatile boolean hasDied;
  private boolean isInterim;

  /// @param onEnd told once when the connection is gone
  ClientConnection(Channel channel, Runnable onEnd) {
    this.channel = channel;
    this.onEnd = onEnd;
  }

  /// Sends a request; its answer goes to the inbox.
  ///
  /// @param target that of the request, as this node is to get it
  void send(ClientRequest request, String target, ClientOptions node, AnswerInbox answer) {
    String authorization = node.authorization().get();
    var message =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.valueOf(request.method()),
            target,
            Unpooled.wrappedBuffer(
                request.body().array(), request.body().offset(), request.body().length()));
    message.headers().set(HttpHeaderNames.HOST, node.authority());
    request.headers().forEach(message.headers()::set);
    if (!authorization.isEmpty()) {
      message.headers().set(HttpHeaderNames.AUTHORIZATION, authorization);
    }
    if (!request.body().isEmpty() || request.method().equals("POST")) {
      HttpUtil.setContentLength(message, request.body().length());
    }
    inbox = answer;
    var _ =
        channel
            .writeAndFlush(message)
            .addListener(written -> {
              if (!written.isSuccess()) {
                noteDeath();
                answer.fail("sending the request failed: " + written.cause(), written.cause());
                var _ = channel.close();
              }
            });
  }

  /// Asks for more bytes, from any thread.
  void readMore() {
    channel.read();
  }

  /// Gets ready for a next request. False when there will be none.
  boolean release() {
    inbox = null;
    idleSinceNanoTime = System.nanoTime();
    if (!keepsAlive || !channel.isActive()) {
      var _ = channel.close();
      return false;
    }
    return true;
  }

  boolean isUsable() {
    return channel.isActive()
        && System.nanoTime() - idleSinceNanoTime < ClientLimits.IDLE_NANOS_MAX;
  }

  /// Gives the connection up.
  void close() {
    isGivenUp = true;
    var _ = channel.close();
  }

  /// Whether it ended although nobody here had given it up.
  boolean hasDied() {
    return hasDied;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    AnswerInbox answer = inbox;
    if (answer == null) {
      ReferenceCountUtil.release(message);
      var _ = context.close();
      return;
    }
    if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
      ReferenceCountUtil.release(message);
      answer.fail(
          "it cannot be read: " + part.decoderResult().cause(), part.decoderResult().cause());
      var _ = context.close();
      return;
    }
    if (message instanceof HttpResponse head) {
      isInterim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      if (!isInterim) {
        keepsAlive = HttpUtil.isKeepAlive(head);
        answer.begin(head);
      }
    }
    if (message instanceof HttpContent content) {
      take(answer, content);
    }
  }

  private void take(AnswerInbox answer, HttpContent content) {
    if (isInterim) {
      content.release();
      return;
    }
    answer.offer(content.content());
    if (content instanceof LastHttpContent) {
      answer.complete();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    AnswerInbox answer = inbox;
    if (answer == null || !answer.pauseIfFull()) {
      context.read();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end("the connection was closed", null);
    onEnd.run();
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end(String.valueOf(cause.getMessage()), cause);
    var _ = context.close();
  }

  private void noteDeath() {
    if (!isGivenUp) {
      hasDied = true;
    }
  }

  private void end(String why, @Nullable Throwable cause) {
    noteDeath();
    AnswerInbox answer = inbox;
    if (answer != null) {
      answer.fail(why, cause);
    }
  }
}
