package dev.vestige.http;

import dev.vestige.base.VestigeException;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Serves the requests of one HTTP/1.1 connection, one after the other. While one is under way the
/// next one's head is held and nothing more is read. Confined to the event loop.
final class Http1Handler extends ChannelInboundHandlerAdapter implements Carrier {
  private final Connection connection;
  private final ServerContext server;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Call current;
  private @Nullable HttpRequest held;
  private State state = State.READING;
  private boolean closesAfterAnswer;
  private boolean isInputClosed;
  private int discardedBytes;

  private enum State {
    READING,
    /// The answer is sent; what is left of the body is dropped, then comes the next request.
    DISCARDING,
    /// The connection is about to close; whatever comes is dropped.
    CLOSING
  }

  Http1Handler(Connection connection) {
    this.connection = connection;
    this.server = connection.context();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  private ChannelHandlerContext context() {
    ChannelHandlerContext known = context;
    if (known == null) {
      throw new IllegalStateException("not in a pipeline");
    }
    return known;
  }

  @Override
  public void channelRead(ChannelHandlerContext unused, Object message) {
    if (state == State.CLOSING) {
      drop(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      if (current != null || state != State.READING) {
        held = request;
        channel().config().setAutoRead(false);
        return;
      }
      begin(request);
      if (state == State.CLOSING) {
        return;
      }
    }
    if (message instanceof HttpContent content) {
      onContent(content);
    }
  }

  private void drop(Object message) {
    if (message instanceof HttpContent content) {
      discardedBytes += content.content().readableBytes();
      if (discardedBytes > Limits.LINGER_BYTES_MAX) {
        channel().config().setAutoRead(false);
      }
    }
    ReferenceCountUtil.release(message);
  }

  private void onContent(HttpContent content) {
    Call call = current;
    if (content.decoderResult().isFailure()) {
      content.release();
      closesAfterAnswer = true;
      if (call == null) {
        closeLingering();
      } else {
        call.inbox()
            .fail(
                VestigeException.invalidInput(
                    "the body is not chunked as it says: "
                        + content.decoderResult().cause().getMessage()));
      }
      return;
    }
    boolean isLast = content instanceof LastHttpContent;
    if (call != null) {
      call.onBody(content.content(), isLast ? BodyInbox.End.LAST : BodyInbox.End.MORE);
      return;
    }
    discardedBytes += content.content().readableBytes();
    content.release();
    if (isLast) {
      state = State.READING;
      connection.discarded();
      next();
    } else if (discardedBytes > Limits.DISCARDED_BODY_BYTES_MAX) {
      closeLingering();
    }
  }

  private void begin(HttpRequest request) {
    Http1Check.Fault fault = Http1Check.faultOf(request).orElse(null);
    if (fault != null) {
      refuse(request, fault);
      return;
    }
    closesAfterAnswer = !HttpUtil.isKeepAlive(request) || isInputClosed;
    Call call = new Call(server, this, request);
    current = call;
    connection.begin(call);
    if (!call.start()) {
      server.observer().refused(HttpObserver.Reason.TOO_MANY_REQUESTS);
      ReferenceCountUtil.release(request);
      current = null;
      connection.end(call);
      answerAndClose(
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          "too many requests are under way in this server; try again later");
    }
  }

  private void refuse(HttpRequest request, Http1Check.Fault fault) {
    ReferenceCountUtil.release(request);
    if (request.decoderResult().cause() instanceof PrematureChannelClosureException) {
      Outbound.close(channel());
      return;
    }
    server
        .observer()
        .refused(
            fault.status().equals(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
                ? HttpObserver.Reason.HEADERS_TOO_LARGE
                : HttpObserver.Reason.BAD_REQUEST);
    answerAndClose(fault.status(), fault.message());
  }

  private void answerAndClose(HttpResponseStatus status, String message) {
    state = State.CLOSING;
    byte[] text = (message + "\n").getBytes(StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(text));
    server.answerHeaders().addTo(response.headers());
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .set("x-content-type-options", "nosniff")
        .set(HttpHeaderNames.CONTENT_LENGTH, text.length)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
      response.headers().set(HttpHeaderNames.RETRY_AFTER, Limits.RETRY_AFTER_SECONDS);
    }
    Outbound.send(context(), response, this::closeLingering);
  }

  /// Ends our side and reads on for a moment. Closing at once would reset the connection when bytes
  /// of the client are unread, and the client might lose the answer to that.
  private void closeLingering() {
    state = State.CLOSING;
    ReferenceCountUtil.release(held);
    held = null;
    Channel channel = channel();
    if (isInputClosed || !channel.isActive()) {
      Outbound.close(channel);
      return;
    }
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      var _ = tls.closeOutbound();
    } else if (channel instanceof DuplexChannel duplex) {
      var _ = duplex.shutdownOutput();
    }
    channel.config().setAutoRead(true);
    var _ =
        channel
            .eventLoop()
            .schedule(() -> Outbound.close(channel), Limits.LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public Channel channel() {
    return context().channel();
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void stamp(Call call, HttpResponse head) {
    HttpVersion version = call.request().protocolVersion();
    head.setProtocolVersion(version);
    boolean hasLength = head.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
    boolean mayHaveBody = head.status().code() != 204 && head.status().code() != 304;
    boolean isHttp11 = version.equals(HttpVersion.HTTP_1_1);
    if (!hasLength && mayHaveBody && !call.isHeadRequest()) {
      if (isHttp11) {
        head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      } else {
        closesAfterAnswer = true;
      }
    }
    closesAfterAnswer |=
        server.options().answers().keepAlive() == HttpServerOptions.KeepAlive.OFF
            || connection.isAged()
            || call.endsConnection()
            || server.connections().isDraining()
            || !isBodyWorthReading(call);
    if (closesAfterAnswer) {
      head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (!isHttp11) {
      head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
  }

  /// Whether what is left of the body can be read and dropped to keep the connection.
  private static boolean isBodyWorthReading(Call call) {
    long left = call.contentLength() - call.inbox().receivedBytes();
    return call.inbox().isComplete()
        || (!call.inbox().isFailed()
            && !call.isWithholdingBody()
            && left <= Limits.DISCARDED_BODY_BYTES_MAX);
  }

  @Override
  public void sendContinue() {
    Outbound.send(
        context(),
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
  }

  @Override
  public void answered(Call call) {
    current = null;
    boolean isBodyComplete = call.inbox().isComplete();
    if (closesAfterAnswer) {
      connection.end(call);
      if (isBodyComplete && held == null) {
        state = State.CLOSING;
        Outbound.close(channel());
      } else {
        closeLingering();
      }
    } else if (isBodyComplete) {
      connection.end(call);
      next();
    } else {
      state = State.DISCARDING;
      discardedBytes = 0;
      connection.discardingBodyOf(call);
      channel().config().setAutoRead(true);
    }
  }

  /// Goes on with the request that was held, if there is one.
  private void next() {
    HttpRequest request = held;
    held = null;
    if (request != null) {
      begin(request);
      if (request instanceof HttpContent content && state == State.READING) {
        onContent(content);
      }
    } else if (isInputClosed || server.connections().isDraining()) {
      Outbound.close(channel());
      return;
    }
    channel().config().setAutoRead(true);
  }

  @Override
  public void breakOff() {
    state = State.CLOSING;
    Call call = current;
    if (call != null && call.request().protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      // An answer without length or chunks ends where the connection ends; a reset says it did not.
      channel().config().setOption(ChannelOption.SO_LINGER, 0);
    }
    ConnectionWatch.closeNow(channel());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext unused, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      isInputClosed = true;
      closesAfterAnswer = true;
      Call call = current;
      if (call != null) {
        call.inputEnded();
      }
    }
    context().fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext unused) {
    ReferenceCountUtil.release(held);
    held = null;
    context().fireChannelInactive();
  }
}
