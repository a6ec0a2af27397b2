package dev.vestige.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Speaks HTTP/2 with prior knowledge, stream by stream.
final class Http2Client implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final CompletableFuture<Long> goAway = new CompletableFuture<>();
  final Channel connection;

  Http2Client(int port) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forClient()
                                .encoderIgnoreMaxHeaderListSize(true)
                                .build());
                    channel
                        .pipeline()
                        .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
                    channel.pipeline().addLast(new GoAwayListener());
                  }
                });
    connection = bootstrap.connect("127.0.0.1", port).syncUninterruptibly().channel();
  }

  private final class GoAwayListener extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Http2GoAwayFrame frame) {
        goAway.complete(frame.errorCode());
      }
      ReferenceCountUtil.release(message);
    }
  }

  /// The error code of the farewell.
  long awaitGoAway() throws Exception {
    return goAway.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /// One request and what came back.
  final class Stream {
    final Http2StreamChannel channel;
    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    private Stream(AutoRead autoRead) {
      channel =
          new Http2StreamChannelBootstrap(connection)
              .option(io.netty.channel.ChannelOption.AUTO_READ, autoRead == AutoRead.ON)
              .handler(
                  new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                      events.add(message);
                    }

                    @Override
                    public void userEventTriggered(ChannelHandlerContext context, Object event) {
                      if (event instanceof Http2ResetFrame) {
                        events.add(event);
                      }
                    }

                    @Override
                    public void channelInactive(ChannelHandlerContext context) {
                      events.add("closed");
                    }
                  })
              .open()
              .syncUninterruptibly()
              .getNow();
    }

    Stream headers(String method, String path, End end, String... namesAndValues) {
      Http2Headers headers =
          new DefaultHttp2Headers().method(method).path(path).scheme("http").authority("x");
      for (int i = 0; i < namesAndValues.length; i += 2) {
        headers.add(namesAndValues[i], namesAndValues[i + 1]);
      }
      var _ = channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers, end == End.LAST));
      return this;
    }

    Stream data(byte[] bytes, End end) {
      var _ =
          channel.writeAndFlush(
              new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes), end == End.LAST));
      return this;
    }

    Stream reset() {
      var _ = channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
      return this;
    }

    /// The whole answer, in one text: status, body, trailers, and how it ended.
    String answer() {
      StringBuilder text = new StringBuilder();
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      while (true) {
        Object event = next();
        switch (event) {
          case Http2HeadersFrame frame when frame.headers().status() != null ->
              text.append(frame.headers().status()).append(' ');
          case Http2HeadersFrame frame ->
              body.writeBytes(
                  ("[" + frame.headers().get("x-sum") + "]").getBytes(StandardCharsets.UTF_8));
          case Http2DataFrame frame -> {
            body.writeBytes(ByteBufUtil.getBytes(frame.content()));
            frame.release();
          }
          case Http2ResetFrame frame -> {
            return text + body.toString(StandardCharsets.UTF_8) + " reset " + frame.errorCode();
          }
          default -> {
            return text + body.toString(StandardCharsets.UTF_8);
          }
        }
        boolean isLast =
            (event instanceof Http2HeadersFrame headers && headers.isEndStream())
                || (event instanceof Http2DataFrame data && data.isEndStream());
        if (isLast) {
          return text + body.toString(StandardCharsets.UTF_8);
        }
      }
    }

    /// The answer to a gRPC call: HTTP status, length of the body, and status in the trailers.
    String grpcAnswer() {
      String status = "";
      int length = 0;
      while (true) {
        switch (next()) {
          case Http2HeadersFrame frame when frame.isEndStream() -> {
            return status + length + " bytes, status " + frame.headers().get("grpc-status");
          }
          case Http2HeadersFrame frame -> status = frame.headers().status() + " ";
          case Http2DataFrame frame -> {
            length += frame.content().readableBytes();
            frame.release();
          }
          case Object other -> throw new AssertionError("unexpected " + other);
        }
      }
    }

    Object next() {
      try {
        Object event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
          throw new AssertionError("nothing came");
        }
        return event;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  enum End {
    MORE,
    LAST
  }

  enum AutoRead {
    ON,
    OFF
  }

  Stream open() {
    return new Stream(AutoRead.ON);
  }

  Stream open(AutoRead autoRead) {
    return new Stream(autoRead);
  }

  Stream get(String path, String... namesAndValues) {
    return open().headers("GET", path, End.LAST, namesAndValues);
  }

  Stream post(String path, byte[] body, String... namesAndValues) {
    return open().headers("POST", path, End.MORE, namesAndValues).data(body, End.LAST);
  }

  @Override
  public void close() {
    connection.close().syncUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
