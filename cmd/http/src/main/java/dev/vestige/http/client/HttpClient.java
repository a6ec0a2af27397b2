package dev.vestige.http.client;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.http.client.ClientRequest.Repeat;
import dev.vestige.http.client.NoAnswerException.Reach;
import dev.vestige.http.tls.TlsClient;
import dev.vestige.http.tls.TlsClientOptions;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends requests to one other node over HTTP/1.1, and keeps connections for the next ones. Safe
/// for use by many threads; blocks its callers, who should be virtual threads.
public final class HttpClient implements AutoCloseable {
  private final ClientOptions options;
  private final Bootstrap bootstrap;
  private final ConnectionPool pool;
  private final @Nullable TlsClient tls;

  /// Connects to nobody yet.
  ///
  /// @throws dev.vestige.base.VestigeException INVALID_INPUT when a file for TLS cannot be used
  public HttpClient(ClientOptions options, EventLoops loops) {
    this.options = options;
    TlsClientOptions tlsOptions = options.tls();
    this.tls = tlsOptions == null ? null : TlsClient.open(tlsOptions);
    this.pool = new ConnectionPool(options.address(), options.connectionsMax());
    this.bootstrap =
        new Bootstrap()
            .group(loops.group)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, options.connectMillis());
  }

  public String address() {
    return options.address();
  }

  /// Sends a request and waits for the head of its answer, whatever the status. The deadline of the
  /// cancellation holds for all of it, the body included; cancelling breaks it off.
  ///
  /// @throws NoAnswerException when there is none
  public ClientAnswer send(ClientRequest request, Cancellation cancellation) {
    pool.enter(cancellation);
    boolean isOpen = false;
    try {
      ClientConnection warm = pool.takeIdle();
      ClientAnswer answer =
          warm == null
              ? ask(connect(cancellation, Reach.NOT_SENT), request, cancellation)
              : askAgain(warm, request, cancellation);
      isOpen = true;
      return answer;
    } finally {
      if (!isOpen) {
        pool.leave(null);
      }
    }
  }

  /// A connection that was kept may die while we write; a new one is worth a try then. A node that
  /// says nothing would say nothing there either, and cost the time twice.
  private ClientAnswer askAgain(
      ClientConnection warm, ClientRequest request, Cancellation cancellation) {
    try {
      return ask(warm, request, cancellation);
    } catch (NoAnswerException e) {
      if (request.repeat() == Repeat.HARMFUL
          || !warm.hasDied()
          || cancellation.isCancelled()
          || cancellation.isExpired()) {
        throw e;
      }
      return ask(connect(cancellation, Reach.IN_DOUBT), request, cancellation);
    }
  }

  private ClientAnswer ask(
      ClientConnection connection, ClientRequest request, Cancellation cancellation) {
    AnswerInbox inbox =
        new AnswerInbox(address(), cancellation, request.silenceMillisMax(), connection::readMore);
    boolean isAnswered = false;
    try {
      connection.send(request, target(request), options, inbox);
      HttpResponse head = inbox.head();
      isAnswered = true;
      return new ClientAnswer(address(), head, inbox, isRead -> finish(connection, isRead));
    } finally {
      if (!isAnswered) {
        connection.close();
        var _ = inbox.close();
      }
    }
  }

  private String target(ClientRequest request) {
    String key = options.authKey().get();
    String target = options.path() + request.target();
    return key.isEmpty()
        ? target
        : target
            + (target.indexOf('?') < 0 ? '?' : '&')
            + "authKey="
            + URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  private void finish(ClientConnection connection, boolean isRead) {
    if (isRead && connection.release()) {
      pool.leave(connection);
    } else {
      connection.close();
      pool.leave(null);
    }
  }

  /// @param reach what is known of the request so far, for the failure
  private ClientConnection connect(Cancellation cancellation, Reach reach) {
    var made = new ClientConnection[1];
    ChannelFuture connected =
        bootstrap
            .clone()
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    made[0] = assemble(channel);
                  }
                })
            .connect(options.host(), options.port());
    await(connected, connected.channel(), cancellation, reach);
    SslHandler ssl = connected.channel().pipeline().get(SslHandler.class);
    if (ssl != null) {
      await(ssl.handshakeFuture(), connected.channel(), cancellation, reach);
    }
    connected.channel().read();
    return made[0];
  }

  private ClientConnection assemble(Channel channel) {
    TlsClient client = tls;
    if (client != null) {
      SslHandler handler = client.newHandler(channel.alloc(), options.host(), options.port());
      handler.setHandshakeTimeoutMillis(options.connectMillis());
      channel.pipeline().addLast(handler);
    }
    HttpDecoderConfig decoder =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(ClientLimits.HEADER_BYTES_MAX)
            .setMaxHeaderSize(ClientLimits.HEADER_BYTES_MAX);
    channel.pipeline().addLast(new HttpClientCodec(decoder, false, false));
    var holder = new ClientConnection[1];
    holder[0] = new ClientConnection(channel, () -> pool.forget(holder[0]));
    channel.pipeline().addLast(holder[0]);
    return holder[0];
  }

  private void await(Future<?> done, Channel channel, Cancellation cancellation, Reach reach) {
    String why;
    try {
      long millis = Math.min(cancellation.remainingMillis(), options.connectMillis());
      if (done.await(millis, TimeUnit.MILLISECONDS) && done.isSuccess()) {
        return;
      }
      why = done.cause() == null ? "it took too long" : String.valueOf(done.cause().getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      why = "interrupted";
    }
    var _ = channel.close();
    throw new NoAnswerException(
        ErrorKind.BAD_GATEWAY,
        reach,
        "cannot connect to the node " + address() + ": " + why,
        done.cause());
  }

  /// Connections that wait for a request.
  int idleConnections() {
    return pool.idle();
  }

  /// Lets requests under way end, and accepts no others.
  @Override
  public void close() {
    pool.close();
  }
}
