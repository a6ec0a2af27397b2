package dev.vestige.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// One connection of a client, over either protocol: its calls and its clocks. Confined to its
/// event loop where it does not say otherwise.
final class Connection {
  private static final AttributeKey<Connection> KEY = AttributeKey.valueOf(Connection.class, "of");

  private final ServerContext context;
  private final Channel channel;
  private final Set<Call> calls = new HashSet<>();
  private final long createdNanos = System.nanoTime();
  private final long closeAfterNanos;
  private volatile String remoteAddress;
  private Protocol protocol = Protocol.HTTP_1;
  private Phase phase = Phase.IDLE;
  private long phaseStart = System.nanoTime();

  private enum Protocol {
    HTTP_1,
    HTTP_2
  }

  /// What the connection waits for.
  private enum Phase {
    /// A request.
    IDLE,
    /// The rest of what it began to send: headers, or a body nobody reads.
    PARTIAL,
    /// Its end.
    BUSY
  }

  Connection(ServerContext context, Channel channel) {
    this.context = context;
    this.channel = channel;
    this.remoteAddress = text(channel.remoteAddress());
    this.closeAfterNanos = closeAfterNanos(context.options().timeouts().connectionMillis());
    channel.attr(KEY).set(this);
  }

  private static String text(SocketAddress address) {
    return address instanceof InetSocketAddress internet
        ? internet.getAddress().getHostAddress() + ":" + internet.getPort()
        : "";
  }

  /// Up to a tenth later than asked for, so that clients do not all come back at the same time.
  private static long closeAfterNanos(long connectionMillis) {
    if (connectionMillis <= 0) {
      return Long.MAX_VALUE;
    }
    long jitter = ThreadLocalRandom.current().nextLong(connectionMillis / 10 + 1);
    return TimeUnit.MILLISECONDS.toNanos(connectionMillis + jitter);
  }

  static Connection of(Channel channel) {
    return channel.attr(KEY).get();
  }

  ServerContext context() {
    return context;
  }

  /// From any thread.
  String remoteAddress() {
    return remoteAddress;
  }

  void remoteAddress(String address) {
    remoteAddress = address;
  }

  void becameHttp2() {
    protocol = Protocol.HTTP_2;
    enter(Phase.IDLE);
  }

  boolean isHttp2() {
    return protocol == Protocol.HTTP_2;
  }

  private void enter(Phase next) {
    phase = next;
    phaseStart = System.nanoTime();
  }

  /// Bytes have come in.
  void bytesArrived() {
    if (phase == Phase.IDLE && protocol == Protocol.HTTP_1) {
      enter(Phase.PARTIAL);
    }
  }

  void begin(Call call) {
    calls.add(call);
    enter(Phase.BUSY);
  }

  void end(Call call) {
    calls.remove(call);
    if (calls.isEmpty()) {
      enter(Phase.IDLE);
    }
  }

  /// The call has ended, but its body must be read to its end before the next one.
  void discardingBodyOf(Call call) {
    calls.remove(call);
    enter(Phase.PARTIAL);
  }

  void discarded() {
    enter(Phase.IDLE);
  }

  boolean isBusy() {
    return phase == Phase.BUSY;
  }

  /// Whether the next answer should be the last one.
  boolean isAged() {
    return System.nanoTime() - createdNanos >= closeAfterNanos;
  }

  /// The client is gone.
  void closed() {
    context.connections().remove(this);
    List.copyOf(calls).forEach(Call::gone);
  }

  /// Closes when no request is under way, now or when the last one has ended. From any thread.
  void drainSoon() {
    channel.eventLoop().execute(this::drain);
  }

  private void drain() {
    if (protocol == Protocol.HTTP_2 || phase == Phase.IDLE) {
      // For HTTP/2 this sends GOAWAY and waits for the streams to end.
      Outbound.close(channel);
    }
  }

  /// Ends everything under way, at once. From any thread.
  void breakOff() {
    channel
        .eventLoop()
        .execute(() -> {
          List.copyOf(calls).forEach(Call::gone);
          ConnectionWatch.closeNow(channel);
        });
  }

  /// Looks at the clocks.
  void tick(ChannelHandlerContext nearSocket) {
    long now = System.nanoTime();
    HttpServerOptions.Timeouts timeouts = context.options().timeouts();
    List.copyOf(calls).forEach(call -> call.checkProgress(now));
    long inPhase = TimeUnit.NANOSECONDS.toMillis(now - phaseStart);
    if (phase == Phase.PARTIAL && inPhase >= timeouts.headerMillis()) {
      context.observer().refused(HttpObserver.Reason.HEADERS_TOO_SLOW);
      Outbound.close(nearSocket);
    } else if (phase == Phase.IDLE && inPhase >= timeouts.idleMillis()) {
      Outbound.close(channel);
    } else if (protocol == Protocol.HTTP_2 && isAged()) {
      Outbound.close(channel);
    }
  }
}
