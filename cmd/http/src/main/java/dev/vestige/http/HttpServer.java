package dev.vestige.http;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.tls.TlsServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An HTTP server: HTTP/1.1 and HTTP/2 on the same ports, plain or with TLS. A few event loops move
/// and frame bytes and never block; each request runs its [Endpoint] on a virtual thread of its
/// own, so a connection without a request costs no thread.
///
/// The way of a request: [ConnectionInitializer] sets up the pipeline, [Http1Handler] or
/// [Http2StreamHandler] make a [Call] of it, which runs [Router] and endpoint on its thread.
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /// Connections the kernel may have accepted and we not yet.
  private static final int BACKLOG = 1024;

  private final ServerContext server;
  private final List<Channel> listening = new ArrayList<>();
  private final EventLoopGroup eventLoops;
  private boolean isClosed;

  public HttpServer(HttpServerOptions options, Router router) {
    this.server = ServerContext.of(options, router);
    this.eventLoops =
        new MultiThreadIoEventLoopGroup(
            options.capacity().eventLoopThreads(),
            new DefaultThreadFactory("http-event-loop"),
            NioIoHandler.newFactory());
  }

  /// Reads what a server with these options would read before it listens.
  ///
  /// @throws VestigeException INVALID_INPUT when a certificate or key cannot be used
  public static void check(HttpServerOptions options) {
    for (HttpServerOptions.Listener listener : options.listeners()) {
      TlsOptions tls = listener.tls();
      if (tls != null) {
        TlsServer.open(tls);
      }
    }
  }

  /// Begins to listen; on failure nothing is left listening.
  ///
  /// @throws VestigeException IO when an address cannot be bound, INVALID_INPUT when a certificate
  ///   or key cannot be used
  public void start() {
    try {
      // All certificates are read before the first port opens.
      List<ServerBootstrap> bootstraps =
          server.options().listeners().stream().map(this::bootstrap).toList();
      for (int i = 0; i < bootstraps.size(); i++) {
        listening.add(bind(bootstraps.get(i), server.options().listeners().get(i)));
      }
    } catch (RuntimeException e) {
      close(0);
      throw e;
    }
  }

  private ServerBootstrap bootstrap(HttpServerOptions.Listener listener) {
    TlsOptions tlsOptions = listener.tls();
    TlsServer tls = tlsOptions == null ? null : TlsServer.open(tlsOptions);
    return new ServerBootstrap()
        .group(eventLoops)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .handler(new AcceptObserver(server.observer()))
        .childHandler(new ConnectionInitializer(server, listener.proxyProtocol(), tls));
  }

  private static Channel bind(ServerBootstrap bootstrap, HttpServerOptions.Listener listener) {
    InetSocketAddress address =
        listener.host().isEmpty()
            ? new InetSocketAddress(listener.port())
            : new InetSocketAddress(listener.host(), listener.port());
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new VestigeException(
          ErrorKind.IO,
          "cannot listen on " + listener.address() + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    return bound.channel();
  }

  /// The port of each listener, in the order of the options.
  public List<Integer> ports() {
    return listening.stream()
        .map(channel -> ((InetSocketAddress) channel.localAddress()).getPort())
        .toList();
  }

  /// Requests that have not been answered to their last byte.
  public int requestsInFlight() {
    return server.requests().count();
  }

  /// Stops at once, breaking requests off.
  @Override
  public void close() {
    close(0);
  }

  /// Stops accepting, lets the requests under way end, and breaks off those that take longer. Must
  /// not be called on a request's thread.
  public synchronized void close(long gracefulMillis) {
    if (isClosed) {
      return;
    }
    isClosed = true;
    listening.forEach(channel -> channel.close().awaitUninterruptibly());
    server.connections().drain();
    server.connections().all().forEach(Connection::drainSoon);
    try {
      if (!server.requests().awaitNone(gracefulMillis)) {
        LOG.warn(
            "{} requests did not end within {} ms and are broken off;"
                + " -http.maxGracefulShutdownDuration allows more time",
            server.requests().count(),
            gracefulMillis);
      }
      server.connections().all().forEach(Connection::breakOff);
      server.requests().awaitNone(Limits.ABANDON_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    eventLoops
        .shutdownGracefully(0, Limits.ABANDON_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(Limits.ABANDON_MILLIS);
  }

  /// Tells of failures to accept; Netty pauses for a second after each.
  private static final class AcceptObserver extends ChannelInboundHandlerAdapter {
    private final HttpObserver observer;

    AcceptObserver(HttpObserver observer) {
      this.observer = observer;
    }

    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      observer.acceptFailed(cause);
      LOG.warn("cannot accept a connection; is the limit of open files too low?", cause);
      context.fireExceptionCaught(cause);
    }
  }
}
