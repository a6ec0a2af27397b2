package dev.vestige.http;

import dev.vestige.http.tls.TlsServer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import org.jspecify.annotations.Nullable;

/// Sets up each accepted connection of one listener.
final class ConnectionInitializer extends ChannelInitializer<Channel> {
  private final ServerContext server;
  private final HttpServerOptions.ProxyProtocol proxyProtocol;
  private final @Nullable TlsServer tls;

  ConnectionInitializer(
      ServerContext server,
      HttpServerOptions.ProxyProtocol proxyProtocol,
      @Nullable TlsServer tls) {
    this.server = server;
    this.proxyProtocol = proxyProtocol;
    this.tls = tls;
  }

  @Override
  protected void initChannel(Channel channel) {
    Connection connection = new Connection(server, channel);
    if (!server.connections().add(connection)) {
      if (!server.connections().isDraining()) {
        server.observer().refused(HttpObserver.Reason.TOO_MANY_CONNECTIONS);
      }
      Outbound.close(channel);
      return;
    }
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast(new ConnectionWatch(connection));
    if (proxyProtocol == HttpServerOptions.ProxyProtocol.REQUIRED) {
      pipeline.addLast(new HAProxyMessageDecoder());
      pipeline.addLast(new ProxyHeaderHandler(connection));
    }
    if (tls == null) {
      pipeline.addLast(new CleartextSwitch(connection));
    } else {
      pipeline.addLast(tls.newHandler(channel.alloc()));
      pipeline.addLast(new AlpnSwitch(connection));
    }
  }
}
