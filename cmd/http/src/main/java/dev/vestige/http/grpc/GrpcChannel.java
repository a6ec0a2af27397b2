package dev.vestige.http.grpc;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Calls unary methods of one server over an HTTP/2 connection, which is opened by the first call
/// and again when it has broken. Thread-safe; a call blocks its thread.
public final class GrpcChannel implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
  private static final int FRAME_HEADER_BYTES = 5;

  private final String host;
  private final int port;
  private final @Nullable SslContext tls;
  private final EventLoopGroup eventLoop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("grpc-channel", true), NioIoHandler.newFactory());

  /// Where new calls go; taken away when the server says farewell. Set under the lock of this only,
  /// which the event loop never waits for.
  private final AtomicReference<@Nullable Channel> connection = new AtomicReference<>();

  private GrpcChannel(String host, int port, @Nullable SslContext tls) {
    this.host = host;
    this.port = port;
    this.tls = tls;
  }

  /// A channel without encryption; nothing is connected yet.
  public static GrpcChannel plain(String host, int port) {
    return new GrpcChannel(host, port, null);
  }

  /// A channel with TLS, which trusts whom this Java trusts; nothing is connected yet.
  public static GrpcChannel secure(String host, int port) {
    try {
      SslContext context =
          SslContextBuilder.forClient()
              .applicationProtocolConfig(
                  new ApplicationProtocolConfig(
                      ApplicationProtocolConfig.Protocol.ALPN,
                      ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                      ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                      ApplicationProtocolNames.HTTP_2))
              .build();
      return new GrpcChannel(host, port, context);
    } catch (SSLException e) {
      throw new VestigeException(ErrorKind.INTERNAL, "cannot set TLS up: " + e.getMessage(), e);
    }
  }

  /// How a call ended: its status code, its message, and the reply where the status is 0.
  public record Reply(int status, String message, ByteSlice body) {}

  /// Calls a method.
  ///
  /// @param encoding how the message is compressed already, as in `gzip`; empty when it is not
  /// @throws VestigeException UNAVAILABLE when there is no connection, DEADLINE_EXCEEDED when the
  ///   reply does not come in time
  public Reply call(
      String path,
      Map<String, String> metadata,
      String encoding,
      ByteSlice message,
      long timeoutMillis) {
    Http2Headers headers =
        new DefaultHttp2Headers()
            .method("POST")
            .path(path)
            .scheme(tls == null ? "http" : "https")
            .authority(host + ":" + port)
            .set("content-type", "application/grpc")
            .set("te", "trailers")
            .set("grpc-timeout", timeoutMillis + "m");
    metadata.forEach(headers::add);
    if (!encoding.isEmpty()) {
      headers.set("grpc-encoding", encoding);
    }
    ReplyHandler handler = new ReplyHandler();
    Http2StreamChannel stream = open(handler);
    var _ = stream.write(new DefaultHttp2HeadersFrame(headers, false));
    var _ = stream.writeAndFlush(new DefaultHttp2DataFrame(frame(encoding, message), true));
    try {
      return handler.reply().get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new VestigeException(
          ErrorKind.DEADLINE_EXCEEDED, "no reply within " + timeoutMillis + " ms", e);
    } catch (ExecutionException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VestigeException(ErrorKind.CANCELLED, "interrupted while waiting for a reply", e);
    } finally {
      var _ = stream.close();
    }
  }

  private static ByteBuf frame(String encoding, ByteSlice message) {
    ByteBuf header = Unpooled.buffer(FRAME_HEADER_BYTES);
    header.writeByte(encoding.isEmpty() ? 0 : 1).writeInt(message.length());
    return Unpooled.wrappedBuffer(
        header, Unpooled.wrappedBuffer(message.array(), message.offset(), message.length()));
  }

  private Http2StreamChannel open(ReplyHandler handler) {
    Future<Http2StreamChannel> opened =
        new Http2StreamChannelBootstrap(connected()).handler(handler).open().awaitUninterruptibly();
    if (!opened.isSuccess()) {
      throw unavailable(opened.cause());
    }
    return opened.getNow();
  }

  private synchronized Channel connected() {
    Channel known = connection.get();
    if (known != null && known.isActive()) {
      return known;
    }
    ChannelFuture connecting =
        new Bootstrap()
            .group(eventLoop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .handler(new ConnectionSetup())
            .connect(host, port)
            .awaitUninterruptibly();
    if (!connecting.isSuccess()) {
      throw unavailable(connecting.cause());
    }
    connection.set(connecting.channel());
    return connecting.channel();
  }

  private final class ConnectionSetup extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      if (tls != null) {
        channel.pipeline().addLast(tls.newHandler(channel.alloc(), host, port));
      }
      channel.pipeline().addLast(Http2FrameCodecBuilder.forClient().build());
      channel.pipeline().addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
      channel.pipeline().addLast(new ConnectionEnd());
    }
  }

  private final class ConnectionEnd extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Http2GoAwayFrame) {
        connection.compareAndSet(context.channel(), null);
      }
      ReferenceCountUtil.release(message);
    }

    /// The calls under way are told by the end of their streams.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var _ = context.close();
    }
  }

  private VestigeException unavailable(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new VestigeException(
        ErrorKind.UNAVAILABLE,
        "cannot call " + host + ":" + port + ": " + cause.getMessage(),
        failure);
  }

  @Override
  public synchronized void close() {
    Channel known = connection.getAndSet(null);
    if (known != null) {
      var _ = known.close();
    }
    var _ = eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
