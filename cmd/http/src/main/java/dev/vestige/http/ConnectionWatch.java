package dev.vestige.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sits next to the socket and keeps the clocks of its [Connection], whatever protocol is spoken
/// behind it. Closing from here closes the socket without any farewell.
final class ConnectionWatch extends ChannelInboundHandlerAdapter {
  private static final long TICK_MILLIS_MIN = 20;
  private static final long TICK_MILLIS_MAX = 5_000;

  private final Connection connection;
  private @Nullable Future<?> ticking;

  ConnectionWatch(Connection connection) {
    this.connection = connection;
  }

  static void closeNow(Channel channel) {
    ChannelHandlerContext context = channel.pipeline().context(ConnectionWatch.class);
    if (context == null) {
      Outbound.close(channel);
    } else {
      Outbound.close(context);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    connection.context().observer().connectionOpened();
    long tickMillis = tickMillis(connection.context().options().timeouts());
    ticking =
        context
            .executor()
            .scheduleWithFixedDelay(
                () -> connection.tick(context), tickMillis, tickMillis, TimeUnit.MILLISECONDS);
    context.fireChannelActive();
  }

  /// Often enough that no timeout is missed by more than a quarter.
  private static long tickMillis(HttpServerOptions.Timeouts timeouts) {
    long shortest =
        Math.min(
            Math.min(timeouts.idleMillis(), timeouts.headerMillis()),
            Math.min(timeouts.bodyStallMillis(), timeouts.responseStallMillis()));
    return Math.clamp(shortest / 4, TICK_MILLIS_MIN, TICK_MILLIS_MAX);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    connection.bytesArrived();
    context.fireChannelRead(message);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    context.fireUserEventTriggered(event);
    boolean isHalfClosed = event instanceof ChannelInputShutdownEvent;
    if (isHalfClosed && (connection.isHttp2() || !connection.isBusy())) {
      Outbound.close(context);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Future<?> running = ticking;
    if (running != null) {
      running.cancel(false);
      connection.context().observer().connectionClosed();
    }
    connection.closed();
    context.fireChannelInactive();
  }
}
