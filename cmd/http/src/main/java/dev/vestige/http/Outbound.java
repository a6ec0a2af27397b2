package dev.vestige.http;

import io.netty.channel.ChannelOutboundInvoker;

/// Sending and closing where nothing is left to do about a failure: a connection that cannot be
/// written to or closed is gone, and that is heard of elsewhere.
final class Outbound {
  private Outbound() {}

  static void close(ChannelOutboundInvoker connection) {
    var _ = connection.close();
  }

  static void send(ChannelOutboundInvoker connection, Object message) {
    var _ = connection.writeAndFlush(message);
  }

  /// Sends, and runs `after` on the event loop when that is done or has failed.
  static void send(ChannelOutboundInvoker connection, Object message, Runnable after) {
    var _ = connection.writeAndFlush(message).addListener(_ -> after.run());
  }
}
