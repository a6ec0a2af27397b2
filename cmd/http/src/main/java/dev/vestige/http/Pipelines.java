package dev.vestige.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.flow.FlowControlHandler;

/// Puts the handlers of a protocol behind what a pipeline has already.
final class Pipelines {
  private Pipelines() {}

  /// HTTP/1.1 as the only protocol.
  static void addHttp1(ChannelPipeline pipeline, Connection connection) {
    pipeline.addLast(http1Codec());
    addHttp1Tail(pipeline, connection);
  }

  /// HTTP/1.1 whose first request may ask for HTTP/2.
  static void addHttp1WithUpgrade(ChannelPipeline pipeline, Connection connection) {
    HttpServerCodec codec = http1Codec();
    pipeline.addLast(codec);
    pipeline.addLast(new H2cUpgrade(codec, _ -> upgradeCodec(connection)));
    addHttp1Tail(pipeline, connection);
  }

  private static HttpServerCodec http1Codec() {
    return new HttpServerCodec(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(Limits.HEADER_BYTES_MAX)
            .setMaxHeaderSize(Limits.HEADER_BYTES_MAX)
            .setMaxChunkSize(Limits.BODY_WINDOW_BYTES)
            // Refuses requests with both a Content-Length and a Transfer-Encoding: a proxy that
            // believes the other one sees other requests than we do.
            .setUseRfc9112TransferEncoding(true),
        Limits.PIPELINED_REQUESTS_MAX);
  }

  private static void addHttp1Tail(ChannelPipeline pipeline, Connection connection) {
    pipeline.addLast(new FlowControlHandler());
    pipeline.addLast(new Http1Handler(connection));
    pipeline.addLast(new FailureHandler(connection));
  }

  static void addHttp2(ChannelPipeline pipeline, Connection connection) {
    connection.becameHttp2();
    pipeline.addLast(frameCodec(connection));
    pipeline.addLast(multiplexer(connection));
    pipeline.addLast(new FailureHandler(connection));
  }

  private static Http2FrameCodec frameCodec(Connection connection) {
    return Http2FrameCodecBuilder.forServer()
        .initialSettings(
            Http2Settings.defaultSettings()
                .maxConcurrentStreams(Limits.HTTP2_STREAMS_MAX)
                .initialWindowSize(Limits.HTTP2_WINDOW_BYTES)
                .maxHeaderListSize(Limits.HEADER_BYTES_MAX))
        // Whoever closes a connection gently breaks it off later, after a time of its own.
        .gracefulShutdownTimeoutMillis(-1)
        .frameLogger(new Http2Refusals(connection.context().observer()))
        .build();
  }

  private static Http2MultiplexHandler multiplexer(Connection connection) {
    return new Http2MultiplexHandler(
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel stream) {
            stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(true));
            stream.pipeline().addLast(new Http2StreamHandler(connection, stream));
          }
        });
  }

  private static HttpServerUpgradeHandler.UpgradeCodec upgradeCodec(Connection connection) {
    return new Http2ServerUpgradeCodec(frameCodec(connection), multiplexer(connection)) {
      @Override
      public void upgradeTo(ChannelHandlerContext context, FullHttpRequest request) {
        connection.becameHttp2();
        context.pipeline().remove(FlowControlHandler.class);
        context.pipeline().remove(Http1Handler.class);
        super.upgradeTo(context, request);
      }
    };
  }
}
