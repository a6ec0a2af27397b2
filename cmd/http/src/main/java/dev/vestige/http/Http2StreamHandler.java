package dev.vestige.http;

import dev.vestige.base.VestigeException;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// Serves the one request of an HTTP/2 stream. Confined to the event loop.
final class Http2StreamHandler extends ChannelInboundHandlerAdapter implements Carrier {
  private final Connection connection;
  private final Channel stream;
  private @Nullable Call call;
  private boolean isEnded;

  Http2StreamHandler(Connection connection, Channel stream) {
    this.connection = connection;
    this.stream = stream;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request && call == null) {
      begin(request);
    }
    Call receiver = call;
    if (receiver != null && !isEnded && message instanceof HttpContent content) {
      boolean isLast = content instanceof LastHttpContent;
      receiver.onBody(content.content(), isLast ? BodyInbox.End.LAST : BodyInbox.End.MORE);
    } else if (!(message instanceof HttpRequest)) {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(HttpRequest request) {
    ServerContext server = connection.context();
    Call begun = new Call(server, this, request);
    call = begun;
    connection.begin(begun);
    if (!begun.start()) {
      server.observer().refused(HttpObserver.Reason.TOO_MANY_REQUESTS);
      finish(begun);
      reset(Http2Error.REFUSED_STREAM);
    }
  }

  private void finish(Call ended) {
    isEnded = true;
    connection.end(ended);
  }

  private void reset(Http2Error error) {
    Outbound.send(stream, new DefaultHttp2ResetFrame(error), () -> Outbound.close(stream));
  }

  @Override
  public Channel channel() {
    return stream;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void stamp(Call stamped, HttpResponse head) {
    // Whether the connection goes on is told by GOAWAY, not by headers.
  }

  @Override
  public void sendContinue() {
    Outbound.send(
        stream,
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
  }

  @Override
  public void answered(Call answered) {
    finish(answered);
    if (!answered.inbox().isComplete()) {
      reset(Http2Error.NO_ERROR);
    }
  }

  @Override
  public void breakOff() {
    Call broken = call;
    if (broken != null && !isEnded) {
      finish(broken);
      reset(Http2Error.INTERNAL_ERROR);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2ResetFrame) {
      gone();
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    gone();
    context.fireChannelInactive();
  }

  private void gone() {
    Call unfinished = call;
    if (unfinished != null && !isEnded) {
      finish(unfinished);
      unfinished.gone();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Call failing = call;
    if (failing != null) {
      failing
          .inbox()
          .fail(VestigeException.invalidInput("the stream is broken: " + cause.getMessage()));
    }
    Outbound.close(context);
  }
}
