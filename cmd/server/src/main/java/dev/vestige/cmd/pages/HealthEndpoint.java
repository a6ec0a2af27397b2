package dev.vestige.cmd.pages;

import dev.vestige.base.ByteSlice;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import java.io.IOException;
import java.util.Locale;

/// `/health`: what load balancers ask. Turns to 503 a while before the server stops to accept
/// requests. Thread-safe.
public final class HealthEndpoint implements Endpoint {
  private static final long SERVING = Long.MIN_VALUE;

  private volatile long stopNanoTime = SERVING;

  /// From now on the answer is 503, with the time that is left.
  public void announceStop(long delayMillis) {
    stopNanoTime = System.nanoTime() + delayMillis * 1_000_000;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    long stop = stopNanoTime;
    if (stop == SERVING) {
      exchange.send(200, TextEndpoint.PLAIN, ByteSlice.utf8("OK"));
      return;
    }
    double secondsLeft = Math.max(0, stop - System.nanoTime()) / 1e9;
    String text =
        String.format(
            Locale.ROOT, "the server is shutting down; it stops in %.3f seconds\n", secondsLeft);
    exchange.send(503, TextEndpoint.PLAIN, ByteSlice.utf8(text));
  }
}
