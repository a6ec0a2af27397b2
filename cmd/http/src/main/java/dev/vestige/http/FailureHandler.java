package dev.vestige.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of a pipeline: whatever failed before closes the connection. Clients that vanish and
/// peers that send rubbish are daily business and not logged.
final class FailureHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

  private final Connection connection;

  FailureHandler(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    boolean isOurs = cause instanceof RuntimeException || cause instanceof Error;
    if (isOurs && !(cause instanceof io.netty.handler.codec.DecoderException)) {
      LOG.error("connection from {} failed", connection.remoteAddress(), cause);
    } else if (!(cause instanceof IOException)) {
      LOG.debug("connection from {} sent what cannot be read", connection.remoteAddress(), cause);
    }
    ConnectionWatch.closeNow(context.channel());
  }
}
