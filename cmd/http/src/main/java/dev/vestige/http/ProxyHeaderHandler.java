package dev.vestige.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyMessage;

/// Takes the client's address from the PROXY protocol header.
final class ProxyHeaderHandler extends SimpleChannelInboundHandler<HAProxyMessage> {
  private final Connection connection;

  ProxyHeaderHandler(Connection connection) {
    this.connection = connection;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HAProxyMessage message) {
    // Health checks of the proxy itself come without an address.
    String address = message.sourceAddress();
    if (address != null) {
      connection.remoteAddress(address + ":" + message.sourcePort());
    }
    context.pipeline().remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    connection.context().observer().refused(HttpObserver.Reason.BAD_PROXY_HEADER);
    Outbound.close(context);
  }
}
