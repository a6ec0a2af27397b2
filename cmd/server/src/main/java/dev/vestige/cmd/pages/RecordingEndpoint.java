package dev.vestige.cmd.pages;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.BodyWriter;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.text.ParseException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/// Records what the JVM does for some seconds and answers with the recording, for JDK Mission
/// Control or `jfr print`. One at a time.
final class RecordingEndpoint implements Endpoint {
  private static final int DEFAULT_SECONDS = 30;

  private final Semaphore single = new Semaphore(1);

  @Override
  public void serve(Exchange exchange) throws IOException {
    int seconds = seconds(exchange);
    if (!single.tryAcquire()) {
      throw new VestigeException(
          ErrorKind.RESOURCE_EXHAUSTED, "a recording is under way; ask again when it has ended");
    }
    try (Recording recording = new Recording(Configuration.getConfiguration("profile"))) {
      recording.start();
      await(seconds, exchange.cancellation());
      recording.stop();
      send(recording, exchange);
    } catch (ParseException e) {
      throw new VestigeException(
          ErrorKind.INTERNAL, "the JVM cannot read its settings for recordings", e);
    } finally {
      single.release();
    }
  }

  private static int seconds(Exchange exchange) {
    String text = exchange.argument("seconds").orElse(Integer.toString(DEFAULT_SECONDS));
    if (text.matches("\\d{1,5}")) {
      int seconds = Integer.parseInt(text);
      if (seconds > 0 && seconds <= Limits.RECORDING_SECONDS_MAX) {
        return seconds;
      }
    }
    throw VestigeException.invalidInput(
        "expected a number from 1 to "
            + Limits.RECORDING_SECONDS_MAX
            + " in the argument seconds, found \""
            + text
            + '"');
  }

  private static void await(int seconds, Cancellation cancellation) {
    CountDownLatch cancelled = new CountDownLatch(1);
    cancellation.onCancel(cancelled::countDown);
    try {
      boolean isCancelled = cancelled.await(seconds, TimeUnit.SECONDS);
      if (isCancelled) {
        cancellation.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VestigeException(ErrorKind.CANCELLED, "interrupted during the recording", e);
    }
  }

  private static void send(Recording recording, Exchange exchange) throws IOException {
    exchange.setHeader("Content-Disposition", "attachment; filename=\"vestige.jfr\"");
    try (InputStream data = recording.getStream(null, null);
        BodyWriter body = exchange.stream(200, "application/octet-stream")) {
      if (data != null) {
        data.transferTo(body);
      }
    }
  }
}
