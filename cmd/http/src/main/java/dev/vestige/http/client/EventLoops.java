package dev.vestige.http.client;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/// The threads that move the bytes of all clients of this process.
public final class EventLoops implements AutoCloseable {
  final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          ClientLimits.EVENT_LOOPS,
          new DefaultThreadFactory("node-event-loop", true),
          NioIoHandler.newFactory());

  /// Breaks off what is under way.
  @Override
  public void close() {
    group
        .shutdownGracefully(0, ClientLimits.CLOSE_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(ClientLimits.CLOSE_MILLIS);
  }
}
