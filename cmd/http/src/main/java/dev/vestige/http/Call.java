package dev.vestige.http;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request under way: where its event loop and its virtual thread meet. The event loop feeds
/// the body in and is told of progress; the thread runs the endpoint and hands the answer out. In
/// the end [#end(HttpObserver.Outcome)] runs exactly once, on the event loop, after the thread is
/// done with the endpoint; it gives the body's arrays back.
final class Call implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Call.class);

  private final ServerContext context;
  private final Carrier carrier;
  private final HttpRequest request;
  private final BodyInbox inbox;
  private final ResponseOutlet outlet;
  private final Cancellation cancellation = Cancellation.never();
  private final long startNanos = System.nanoTime();
  private final boolean expectsContinue;

  // Written by the request's thread, read by the event loop after it.
  private final List<byte[]> leasedArrays = new ArrayList<>();
  private volatile String route = "unknown";
  private volatile boolean endsConnection;
  private volatile int status = ErrorStatus.of(ErrorKind.CANCELLED).http();

  // Confined to the event loop.
  private long bodyWindowStart;
  private long bodyWindowBytes;
  private long stallStart;
  private long stallWrites;

  Call(ServerContext context, Carrier carrier, HttpRequest request) {
    this.context = context;
    this.carrier = carrier;
    this.request = request;
    this.expectsContinue = HttpUtil.is100ContinueExpected(request);
    this.inbox =
        new BodyInbox(
            expectsContinue ? BodyInbox.Opening.ON_REQUEST : BodyInbox.Opening.AT_ONCE,
            () -> onEventLoop(this::askForBody));
    this.outlet = new ResponseOutlet(carrier, this::stamp);
  }

  /// Lets the connection end with this answer.
  void endConnection() {
    endsConnection = true;
  }

  boolean endsConnection() {
    return endsConnection;
  }

  /// Gives the request its thread, unless there are too many.
  boolean start() {
    if (!context.requests().begin()) {
      return false;
    }
    context.observer().requestStarted();
    RequestThreads.start(this);
    return true;
  }

  ServerContext context() {
    return context;
  }

  HttpRequest request() {
    return request;
  }

  Carrier carrier() {
    return carrier;
  }

  BodyInbox inbox() {
    return inbox;
  }

  ResponseOutlet outlet() {
    return outlet;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  boolean isHeadRequest() {
    return request.method().equals(HttpMethod.HEAD);
  }

  /// The Content-Length, or -1.
  long contentLength() {
    return HttpUtil.getContentLength(request, -1L);
  }

  /// Whether the client still waits to be asked for the body.
  boolean isWithholdingBody() {
    return expectsContinue && inbox.receivedBytes() == 0 && !inbox.isComplete();
  }

  void route(String name) {
    route = name;
  }

  /// Keeps an array until nobody reads it any more.
  void lease(byte[] array) {
    leasedArrays.add(array);
  }

  // ---- the request's thread

  @Override
  public void run() {
    NettyExchange exchange = new NettyExchange(this);
    try {
      context.router().serve(exchange);
      exchange.answer().finish();
    } catch (Throwable failure) {
      fail(exchange, failure);
    }
  }

  private void fail(NettyExchange exchange, Throwable failure) {
    try {
      if (!(failure instanceof VestigeException known)) {
        LOG.error("cannot serve {} {}", request.method(), route, failure);
        exchange
            .answer()
            .fail(
                new VestigeException(
                    ErrorKind.INTERNAL,
                    "internal error ("
                        + failure.getClass().getSimpleName()
                        + "); the log of the server says more",
                    failure));
      } else if (known.kind() == ErrorKind.CANCELLED && isClientGone()) {
        giveUp(exchange);
      } else {
        exchange.answer().fail(known);
      }
    } catch (VestigeException e) {
      giveUp(exchange);
    } catch (IOException | RuntimeException | Error e) {
      LOG.error("cannot answer {} {}", request.method(), route, e);
      giveUp(exchange);
    }
  }

  private void giveUp(NettyExchange exchange) {
    exchange.answer().abandon();
    breakOff(isClientGone() ? HttpObserver.Outcome.CLIENT_GONE : HttpObserver.Outcome.BROKEN_OFF);
  }

  private boolean isClientGone() {
    return cancellation.isCancelled() || outlet.isBroken();
  }

  /// Hands out the last part of the answer.
  void sendLast(HttpObject message, int bytes) {
    outlet.write(
        message,
        bytes,
        () -> {
          boolean isSent = !outlet.isBroken();
          end(isSent ? HttpObserver.Outcome.ANSWERED : HttpObserver.Outcome.CLIENT_GONE);
          if (isSent) {
            carrier.answered(this);
          } else {
            carrier.breakOff();
          }
        });
  }

  /// Breaks off now; the thread still ends the call.
  void breakCarrierOff() {
    onEventLoop(carrier::breakOff);
  }

  void breakOff(HttpObserver.Outcome outcome) {
    boolean isAccepted =
        onEventLoop(() -> {
          carrier.breakOff();
          end(outcome);
        });
    if (!isAccepted) {
      end(outcome);
    }
  }

  private boolean onEventLoop(Runnable task) {
    try {
      carrier.channel().eventLoop().execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  // ---- the event loop

  private void askForBody() {
    if (isWithholdingBody()) {
      carrier.sendContinue();
    }
    carrier.channel().config().setAutoRead(true);
  }

  private void stamp(HttpObject message) {
    if (message instanceof HttpResponse head) {
      status = head.status().code();
      carrier.stamp(this, head);
    }
  }

  /// Takes a part of the body over.
  void onBody(ByteBuf content, BodyInbox.End end) {
    if (!inbox.offer(content, end)) {
      carrier.channel().config().setAutoRead(false);
    }
  }

  /// The client cannot send any more, but may still read.
  void inputEnded() {
    cancellation.cancel();
    inbox.fail(new VestigeException(ErrorKind.CANCELLED, "the client went away during its body"));
  }

  /// The client cannot be reached any more.
  void gone() {
    inputEnded();
    outlet.breakOff();
  }

  /// Fails the body, or cuts the client off, when it makes no progress.
  void checkProgress(long now) {
    HttpServerOptions.Timeouts timeouts = context.options().timeouts();
    long received = inbox.receivedBytes();
    boolean isBodyMoving =
        !inbox.isWaiting()
            || bodyWindowStart == 0
            || received - bodyWindowBytes >= Limits.BODY_PROGRESS_BYTES_MIN;
    if (isBodyMoving) {
      bodyWindowStart = now;
      bodyWindowBytes = received;
    } else if (now - bodyWindowStart > TimeUnit.MILLISECONDS.toNanos(timeouts.bodyStallMillis())) {
      inbox.fail(tooSlow(received - bodyWindowBytes, timeouts.bodyStallMillis()));
    }
    long writes = outlet.completedWrites();
    if (!outlet.hasPending() || stallStart == 0 || writes != stallWrites) {
      stallStart = now;
      stallWrites = writes;
    } else if (now - stallStart > TimeUnit.MILLISECONDS.toNanos(timeouts.responseStallMillis())) {
      gone();
      carrier.breakOff();
    }
  }

  private static VestigeException tooSlow(long bytes, long millis) {
    return new VestigeException(
        ErrorKind.DEADLINE_EXCEEDED,
        "the body came too slowly: " + bytes + " bytes in " + millis + " ms");
  }

  private void end(HttpObserver.Outcome outcome) {
    inbox.discard();
    leasedArrays.forEach(context.arrays()::give);
    leasedArrays.clear();
    context
        .observer()
        .requestFinished(
            new HttpObserver.Summary(
                route,
                request.method().name(),
                status,
                outcome,
                System.nanoTime() - startNanos,
                inbox.receivedBytes(),
                outlet.sentBytes()));
    context.requests().end();
  }

  /// Whether the method may carry a form.
  boolean mayHaveForm() {
    return request.method().equals(HttpMethod.POST)
        || request.method().equals(HttpMethod.PUT)
        || request.method().equals(HttpMethod.PATCH);
  }

  String contentType() {
    String value = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
    return value == null ? "" : value;
  }
}
