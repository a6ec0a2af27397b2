package dev.vestige.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;

/// Looks at the first bytes of a plain connection: the preface of HTTP/2, or a request of HTTP/1.1.
final class CleartextSwitch extends ByteToMessageDecoder {
  private final Connection connection;

  CleartextSwitch(Connection connection) {
    this.connection = connection;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf input, List<Object> output) {
    ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
    int count = Math.min(input.readableBytes(), preface.readableBytes());
    if (!ByteBufUtil.equals(preface, 0, input, input.readerIndex(), count)) {
      Pipelines.addHttp1WithUpgrade(context.pipeline(), connection);
      context.pipeline().remove(this);
    } else if (count == preface.readableBytes()) {
      Pipelines.addHttp2(context.pipeline(), connection);
      context.pipeline().remove(this);
    }
  }
}
