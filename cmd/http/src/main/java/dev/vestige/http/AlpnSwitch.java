package dev.vestige.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.channels.ClosedChannelException;

/// Goes on with the protocol that was agreed on in the TLS handshake.
final class AlpnSwitch extends ApplicationProtocolNegotiationHandler {
  private final Connection connection;

  AlpnSwitch(Connection connection) {
    super(ApplicationProtocolNames.HTTP_1_1);
    this.connection = connection;
  }

  @Override
  protected void configurePipeline(ChannelHandlerContext context, String protocol) {
    if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
      Pipelines.addHttp2(context.pipeline(), connection);
    } else {
      Pipelines.addHttp1(context.pipeline(), connection);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    // Probes of load balancers connect and leave; that is no failure.
    if (event instanceof SslHandshakeCompletionEvent handshake
        && !handshake.isSuccess()
        && !(handshake.cause() instanceof ClosedChannelException)) {
      connection.context().observer().tlsFailed(handshake.cause());
    }
    super.userEventTriggered(context, event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Outbound.close(context);
  }
}
